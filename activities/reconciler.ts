import { queueMissingGuides } from '../services/guides/queue-missing-guides.js';
import { type QueueLessonIndexDeps, queueLessonIndex } from '../services/lessons/queue-lesson-index.js';
import { type ReconcileDeps, reconcile } from '../services/runs/reconcile.js';

export type ReconcilerActivities = ReturnType<typeof createReconcilerActivities>;

/** The step of `reconcile`. */
export function createReconcilerActivities(deps: ReconcileDeps & QueueLessonIndexDeps) {
  return {
    reconcileRows: async () => {
      const report = await reconcile(deps);
      // Last: what queues new work must not stand in the way of work that waits.
      await queueMissingGuides(deps);
      await queueLessonIndex(deps);
      return report;
    },
  };
}
