/** What one pass of the sweep removed, by count of rows. */
export interface SweepReport {
  codes: number;
  sessions: number;
  refreshTokens: number;
  idempotencyKeys: number;
  mails: number;
  /** Exports whose files were removed. */
  files: number;
  exports: number;
}
