import type { ItemSums } from '../../domain/quizzes/statistics/item-sums.js';
import type { Flag } from '../../domain/quizzes/statistics/verdict.js';
import { Row } from './base-model.js';

/** What the first answers to a question of the bank add up to. */
export class QuestionStatistics extends Row implements ItemSums {
  static override tableName = 'question_statistics';
  static override idColumn = 'questionId';

  declare questionId: string;
  declare answers: number;
  declare marks: number;
  declare marksSquared: number;
  declare totals: number;
  declare totalsSquared: number;
  declare products: number;
  /** How many answers there were when it was judged last; 0 before. */
  declare judgedAnswers: number;
  /** These two as it was judged last. */
  declare efficiency: number | null;
  declare flags: Flag[];
}
