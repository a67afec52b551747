/** Counts of what one pass of the sweep removed from storage. */
export interface SweptFiles {
  /** Exports whose files were removed. */
  files: number;
  /** Materials whose upload was never finished. */
  uploads: number;
  /** Objects that no row named. */
  objects: number;
}

/** What one pass of the sweep removed, by count of rows. */
export interface SweepReport extends SweptFiles {
  codes: number;
  sessions: number;
  refreshTokens: number;
  idempotencyKeys: number;
  pageAdmissions: number;
  friendRequests: number;
  friendAdds: number;
  flags: number;
  mails: number;
  notices: number;
  exports: number;
  /** Reasons of support in the audit log, whose lines stay. */
  reasons: number;
}
