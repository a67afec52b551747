import type { Knex } from 'knex';
import { QuestionFeedback } from '../../db/models/question-feedback.js';
import { Problem } from '../../domain/problems.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockQuestion } from './lock-question.js';

/**
 * Keeps what a student says of an answer, for support and evaluation; the latest word counts.
 * @throws Problem not-found; not-answered for a question without an answer; those of lockCallerForShare.
 */
export async function giveFeedback(
  { db, clock }: { db: Knex; clock: Clock },
  input: { caller: Caller; questionId: string } & Pick<QuestionFeedback, 'verdict' | 'comment'>,
): Promise<void> {
  const { caller, questionId, verdict, comment } = input;
  const { userId } = caller;
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const { status } = await lockQuestion({ userId, questionId }, trx);
    if (status !== 'answered' && status !== 'abstained')
      throw new Problem('not-answered', 'There is no answer to speak of yet.');
    await QuestionFeedback.query(trx)
      .insert({ questionId, userId, verdict, comment })
      .onConflict('questionId')
      .merge({ verdict, comment, updatedAt: clock() });
  });
}
