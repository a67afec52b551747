import { Row } from './base-model.js';

/** What a student says of an answer. */
export class QuestionFeedback extends Row {
  static override tableName = 'question_feedback';
  static override idColumn = 'questionId';

  declare questionId: string;
  declare userId: string;
  declare verdict: 'helpful' | 'wrong' | 'unclear';
  declare comment: string | null;
}
