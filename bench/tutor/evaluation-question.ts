/** One fact of an answer: a page, and spans of its text; a citation of a sentence with any of them tells the fact. */
export interface Evidence {
  page: number;
  holds: string[];
}

/** A question as it is asked. */
export interface EvaluationQuestion {
  id: string;
  question: string;
  /** Every fact that a whole answer tells; none where the documents do not answer. */
  evidence: Evidence[];
}

/** Whether the documents answer a question. */
export const isAnswerable = ({ evidence }: EvaluationQuestion): boolean => evidence.length > 0;
