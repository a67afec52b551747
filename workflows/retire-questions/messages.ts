/** What questions came to by their answers, by count. */
export interface JudgedQuestions {
  judged: number;
  flagged: number;
  retired: number;
  /** Those that the next pass has to try again. */
  failed: number;
}

/** What became of questions that students had reported, by count. */
export interface SolvedQuestions {
  solved: number;
  retired: number;
  /** Those that are left to people and to the next pass. */
  left: number;
}

/** What was made good of what retired questions did, by count. */
export interface CorrectedQuestions {
  questions: number;
  scores: number;
  xp: number;
  cards: number;
  /** Those that the next pass has to try again. */
  failed: number;
}

/** What one daily look at the bank of questions did. */
export interface RetiredQuestions {
  judged: JudgedQuestions;
  solved: SolvedQuestions;
  corrected: CorrectedQuestions;
}
