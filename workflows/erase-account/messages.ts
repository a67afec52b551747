/** Input of `eraseAccount`. It names no user: the run outlives the person's other runs, and must not tell whose it was. */
export interface EraseAccountInput {
  erasureId: string;
  runNo: number;
}

/** How a run ended; also the value of the Outcome search attribute. */
export type ErasureOutcome = 'done' | 'superseded' | 'cancelled';
