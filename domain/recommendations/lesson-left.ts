import type { Catalog, StudentFacts } from './facts.js';
import { progressOf } from './progress.js';
import type { Candidate } from './recommendation.js';

/** Lessons that were begun on an earlier day and not completed, the one that was read last first. */
export function lessonLeft(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const progress = progressOf(facts);
  return catalog
    .filter((topic) => !progress.isMastered(topic))
    .flatMap((topic) => topic.lessons.map((lesson) => ({ topic, lesson, read: progress.lessonOf(lesson.id) })))
    .flatMap(({ topic, lesson, read }) =>
      read && !read.isCompleted && read.touchedOn < facts.day
        ? [{ leftOn: read.touchedOn, percent: Math.round(read.position * 100), step: progress.lesson(topic, lesson) }]
        : [],
    )
    .toSorted((a, b) => (a.leftOn < b.leftOn ? 1 : a.leftOn > b.leftOn ? -1 : 0))
    .map(({ step, ...evidence }): Candidate => ({ kind: 'lesson-left', evidence, ...step }));
}
