/** Input of `reembedMaterial`. */
export interface ReembedMaterialInput {
  reembeddingId: string;
  userId: string;
  runNo: number;
}

/** How a run ended; also the value of the Outcome search attribute. */
export type ReembedOutcome = 'done' | 'failed' | 'superseded' | 'cancelled';
