import type { Run } from '../domain/runs/flows.js';
import {
  cutLessons,
  embedLessons,
  finishLessonIndex,
  type IndexLessonsDeps,
} from '../services/lessons/index-lessons.js';
import { withHeartbeat } from './with-heartbeat.js';

export type LessonActivities = ReturnType<typeof createLessonActivities>;

/** The steps of `indexLessons`. */
export function createLessonActivities(deps: IndexLessonsDeps) {
  return {
    cutLessons: (run: Run) => withHeartbeat(() => cutLessons(deps, run)),
    embedLessons: (run: Run) =>
      withHeartbeat((report, signal) => embedLessons(deps, { ...run, onBatch: report }, signal)),
    finishLessonIndex: (run: Run) => finishLessonIndex(deps, run),
  };
}
