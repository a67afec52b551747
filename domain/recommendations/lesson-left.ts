import type { Catalog, StudentFacts } from './facts.js';
import { progressOf } from './progress.js';
import type { Candidate } from './recommendation.js';

/** Lessons that were begun on an earlier day and not completed, the one that was read last first. */
export function lessonLeft(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const progress = progressOf(facts);
  return facts.lessons
    .filter(({ isCompleted, touchedOn }) => !isCompleted && touchedOn < facts.day)
    .toSorted((a, b) => (a.touchedOn < b.touchedOn ? 1 : a.touchedOn > b.touchedOn ? -1 : 0))
    .flatMap(({ lessonId, touchedOn, position }): Candidate[] => {
      const topic = catalog.find(({ lessons }) => lessons.some(({ id }) => id === lessonId));
      const lesson = topic?.lessons.find(({ id }) => id === lessonId);
      if (!topic || !lesson || progress.isMastered(topic)) return [];
      const evidence = { leftOn: touchedOn, percent: Math.round(position * 100) };
      return [{ kind: 'lesson-left', evidence, ...progress.lesson(topic, lesson) }];
    });
}
