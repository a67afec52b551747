import type { Knex } from 'knex';
import { QuestionReport } from '../../db/models/question-report.js';
import { wasAsked } from '../../db/queries/quiz-questions.js';
import { Problem } from '../../domain/problems.js';
import type { ReportReason } from '../../domain/quizzes/report-reasons.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Keeps what a student says is wrong with a question that they were asked; said again it takes the place of what was
 * said before, so that a student is one voice.
 * @throws Problem not-found for a question that the student was not asked; those of lockCallerForShare.
 */
export async function reportQuestion(
  { db }: { db: Knex },
  input: { caller: Caller; questionId: string; reason: ReportReason; text: string | null },
): Promise<void> {
  const { caller, questionId, reason, text } = input;
  const { userId } = caller;
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    if (!(await wasAsked(trx, userId, questionId))) throw new Problem('not-found', 'No such question.');
    await QuestionReport.query(trx)
      .insert({ userId, questionId, reason, text })
      .onConflict(['userId', 'questionId'])
      .merge(['reason', 'text', 'updatedAt']);
  });
}
