import { isWeak } from '../learning/mastery/words.js';
import type { Catalog, CatalogTopic, StudentFacts } from './facts.js';
import { NO_ANSWERS, progressOf } from './progress.js';
import { type Candidate, isWantedBy } from './recommendation.js';

/** Quizzes to confirm what seems learned, in a day. */
const MAX_QUIZZES = 2;

/**
 * A quiz on a topic that seems learned and is not mastered: all its lessons were read, or it is familiar. The one that
 * was answered longest ago, or never, comes first.
 */
export function confirmTopic(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const progress = progressOf(facts);
  const seemsLearned = (topic: CatalogTopic) => {
    const known = progress.topicOf(topic.id);
    if (known?.word === 'mastered' || (known && isWeak(known))) return false;
    return known?.word === 'familiar' || progress.hasReadAll(topic);
  };
  const answeredAt = ({ id }: CatalogTopic) => progress.topicOf(id)?.lastAnsweredAt?.getTime() ?? 0;
  return catalog
    .filter(seemsLearned)
    .toSorted((a, b) => answeredAt(a) - answeredAt(b))
    .flatMap((topic) => {
      const lessons = progress.hasReadAll(topic) ? topic.lessons.length : 0;
      const evidence = { title: topic.title, lessons, ...(progress.topicOf(topic.id)?.recent ?? NO_ANSWERS) };
      const quizzes = progress.quiz(topic).filter(isWantedBy(facts));
      return quizzes.map((step): Candidate => ({ kind: 'confirm-topic', evidence, ...step }));
    })
    .slice(0, MAX_QUIZZES);
}
