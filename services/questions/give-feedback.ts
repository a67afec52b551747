import type { Knex } from 'knex';
import { QuestionFeedback } from '../../db/models/question-feedback.js';
import { Problem } from '../../domain/problems.js';
import { lockActiveUserForShare } from '../shared/active-user.js';
import type { Clock } from '../shared/clock.js';
import { lockQuestion } from './lock-question.js';

/**
 * Keeps what a student says of an answer, for support and evaluation; the latest word counts.
 * @throws Problem not-found; not-answered for a question without an answer; account-closed.
 */
export async function giveFeedback(
  { db, clock }: { db: Knex; clock: Clock },
  input: { userId: string; questionId: string } & Pick<QuestionFeedback, 'verdict' | 'comment'>,
): Promise<void> {
  const { userId, questionId, verdict, comment } = input;
  await db.transaction(async (trx) => {
    await lockActiveUserForShare(userId, trx);
    const { status } = await lockQuestion(input, trx);
    if (status !== 'answered' && status !== 'abstained')
      throw new Problem('not-answered', 'There is no answer to speak of yet.');
    await QuestionFeedback.query(trx)
      .insert({ questionId, userId, verdict, comment })
      .onConflict('questionId')
      .merge({ verdict, comment, updatedAt: clock() });
  });
}
