/** Input of `exportAccount`. */
export interface ExportAccountInput {
  exportId: string;
  userId: string;
  runNo: number;
}

/** How a run ended; also the value of the Outcome search attribute. */
export type ExportOutcome = 'ready' | 'failed' | 'superseded' | 'cancelled';
