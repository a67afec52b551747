import type { ReportReason } from '../../domain/quizzes/report-reasons.js';
import { Row } from './base-model.js';

/** What a student says is wrong with a question; one a student and question. */
export class QuestionReport extends Row {
  static override tableName = 'question_reports';
  static override idColumn = ['userId', 'questionId'];

  declare userId: string;
  declare questionId: string;
  declare reason: ReportReason;
  declare text: string | null;
}
