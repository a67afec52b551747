import { queueMissingGuides } from '../services/guides/queue-missing-guides.js';
import { type ReconcileDeps, reconcile } from '../services/runs/reconcile.js';

export type ReconcilerActivities = ReturnType<typeof createReconcilerActivities>;

/** The step of `reconcile`. */
export function createReconcilerActivities(deps: ReconcileDeps) {
  return {
    reconcileRows: async () => {
      await queueMissingGuides(deps);
      return reconcile(deps);
    },
  };
}
