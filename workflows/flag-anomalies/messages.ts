/** What a look for anomalies came to. */
export interface Flagged {
  /** That were looked through. */
  days: number;
  flags: number;
}
