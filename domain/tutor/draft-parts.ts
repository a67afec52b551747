/** What a draft claims to stand in a passage, literally. `ref` is the passage's number. */
export interface DraftQuote {
  ref: number;
  quote: string;
}

/** A sentence, step or key point of a draft, with the quotes that it rests on. */
export interface DraftPart {
  /** Markdown. */
  text: string;
  citations: DraftQuote[];
}

/** A part that is sent back, with what is wrong with it. */
export interface DisputedPart extends DraftPart {
  problem: string;
}
