/** Input of `answerQuestion`. */
export interface AnswerQuestionInput {
  questionId: string;
  userId: string;
  runNo: number;
}

/** How a run ended; also the value of the Outcome search attribute. */
export type AnswerQuestionOutcome = 'answered' | 'abstained' | 'failed' | 'superseded' | 'cancelled';
