import type { Catalog, CatalogTopic, StudentFacts } from './facts.js';
import { progressOf, topicsOfStudent } from './progress.js';
import { type Candidate, isWantedBy } from './recommendation.js';

/**
 * The next lesson of each of the student's subjects, of a topic for which all that it builds on in these subjects is met.
 */
export function nextLesson(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const progress = progressOf(facts);
  const topics = topicsOfStudent(facts, catalog);
  const unmet = new Set(topics.filter((topic) => progress.isUnmet(topic)).map(({ id }) => id));
  const isOpen = (topic: CatalogTopic) =>
    !progress.isMastered(topic) && topic.prerequisites.every((id) => !unmet.has(id));
  const next = new Map<string, Candidate>();
  for (const topic of topics.filter(isOpen)) {
    if (next.has(topic.subjectId)) continue;
    const step = progress.lessons(topic).find(isWantedBy(facts));
    if (step) next.set(topic.subjectId, { kind: 'next-lesson', evidence: { subject: topic.subject }, ...step });
  }
  return [...next.values()];
}
