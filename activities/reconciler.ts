import { type ReconcileDeps, reconcile } from '../services/runs/reconcile.js';

export type ReconcilerActivities = ReturnType<typeof createReconcilerActivities>;

/** The step of `reconcile`. */
export function createReconcilerActivities(deps: ReconcileDeps) {
  return { reconcileRows: () => reconcile(deps) };
}
