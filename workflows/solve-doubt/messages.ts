/** Input of `solveDoubt`. */
export interface SolveDoubtInput {
  messageId: string;
  userId: string;
  runNo: number;
}

/** How a run ended; also the value of the Outcome search attribute. */
export type DoubtOutcome = 'answered' | 'abstained' | 'failed' | 'superseded' | 'cancelled';
