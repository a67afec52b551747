/** What one pass of the reconciler did, by count of rows. */
export interface ReconcileReport {
  started: number;
  restarted: number;
  failed: number;
  running: number;
}
