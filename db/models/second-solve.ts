import type { SolverVerdict } from '../../domain/quizzes/generation/quiz-draft.js';
import { Row } from './base-model.js';

/** What a chat model that was not told the key made of a question that students had reported. */
export class SecondSolve extends Row {
  static override tableName = 'second_solves';
  static override idColumn = ['questionId', 'reports'];

  declare questionId: string;
  /** How many students had reported it by then. */
  declare reports: number;
  declare model: string;
  /** What each solve came to, in order. */
  declare verdicts: SolverVerdict[];
}
