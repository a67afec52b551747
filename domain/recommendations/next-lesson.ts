import type { Catalog, CatalogTopic, StudentFacts } from './facts.js';
import { progressOf, topicsOfStudent } from './progress.js';
import type { Candidate } from './recommendation.js';

/** The next lesson of each of the student's subjects, of a topic for which all that it builds on there is met. */
export function nextLesson(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const progress = progressOf(facts);
  const topics = topicsOfStudent(facts, catalog);
  const unmet = new Set(topics.filter((topic) => progress.isUnmet(topic)).map(({ id }) => id));
  const isOpen = (topic: CatalogTopic) =>
    !progress.isMastered(topic) && topic.prerequisites.every((id) => !unmet.has(id));
  const next = new Map<string, Candidate>();
  for (const topic of topics.filter(isOpen)) {
    const [lesson] = progress.unread(topic);
    if (!lesson || next.has(topic.subjectId)) continue;
    const evidence = { subject: topic.subject };
    next.set(topic.subjectId, { kind: 'next-lesson', evidence, ...progress.lesson(topic, lesson) });
  }
  return [...next.values()];
}
