import type { Knex } from 'knex';
import { DoubtFeedback } from '../../db/models/doubt-feedback.js';
import { Problem } from '../../domain/problems.js';
import { lockActiveUser } from '../active-user.js';
import { lockDoubt } from './lock-doubt.js';

/**
 * Keeps what a student says of an answer, for support and evaluation; the latest word counts.
 * @throws Problem not-found; not-answered for a question without an answer; account-closed.
 */
export async function giveFeedback(
  db: Knex,
  input: { userId: string; messageId: string } & Pick<DoubtFeedback, 'verdict' | 'comment'>,
): Promise<void> {
  const { userId, messageId, verdict, comment } = input;
  await db.transaction(async (trx) => {
    await lockActiveUser(userId, trx);
    const { status } = await lockDoubt(userId, messageId, trx);
    if (status !== 'answered' && status !== 'abstained')
      throw new Problem('not-answered', 'There is no answer to speak of yet.');
    await DoubtFeedback.query(trx)
      .insert({ messageId, userId, verdict, comment })
      .onConflict('messageId')
      .merge({ verdict, comment, updatedAt: new Date() });
  });
}
