import { isWeak } from '../learning/mastery/words.js';
import type { Catalog, CatalogTopic, StudentFacts } from './facts.js';
import { NO_ANSWERS, type Progress, progressOf } from './progress.js';
import { type Candidate, isWantedBy } from './recommendation.js';

/** Weak topics that are worked on in a day. */
const MAX_TOPICS = 2;

/**
 * The next thing to do of the weakest topics. Where one builds on a topic that is weak itself, or was never begun, that
 * one comes first.
 */
export function weakTopic(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const progress = progressOf(facts);
  const found = facts.topics.filter((topic) => isWeak(topic) && topic.word !== 'mastered');
  if (found.length === 0) return [];
  const byId = new Map(catalog.map((topic) => [topic.id, topic]));
  const weak = found
    .toSorted((a, b) => a.known - b.known)
    .flatMap(({ topicId, recent }) => {
      const topic = byId.get(topicId);
      return topic ? [{ topic, recent }] : [];
    });
  return weak.slice(0, MAX_TOPICS).flatMap(({ topic, recent }): Candidate[] => {
    const cause = causeOf(topic, byId, progress);
    const before = cause ? { title: cause.title, ...(progress.topicOf(cause.id)?.recent ?? NO_ANSWERS) } : null;
    const evidence = { title: topic.title, ...recent, before };
    const step = progress.steps(cause ?? topic).find(isWantedBy(facts));
    return step ? [{ kind: 'weak-topic', evidence, ...step }] : [];
  });
}

/** The first topic on the way down that is unmet while all that it builds on is met; undefined where all is met. */
function causeOf(
  topic: CatalogTopic,
  byId: ReadonlyMap<string, CatalogTopic>,
  progress: Progress,
  seen: ReadonlySet<string> = new Set(),
): CatalogTopic | undefined {
  const way = new Set([...seen, topic.id]);
  for (const id of topic.prerequisites) {
    const before = byId.get(id);
    if (before && !way.has(id) && progress.isUnmet(before)) return causeOf(before, byId, progress, way) ?? before;
  }
  return undefined;
}
