import { Row } from './row.js';

/** What a student says of an answer. */
export class DoubtFeedback extends Row {
  static override tableName = 'doubt_feedback';
  static override idColumn = 'messageId';

  declare messageId: string;
  declare userId: string;
  declare verdict: 'helpful' | 'wrong' | 'unclear';
  declare comment: string | null;
}
