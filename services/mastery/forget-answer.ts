import type { Transaction } from 'objection';
import { TopicAnswerRow } from '../../db/models/topic-answer.js';
import { lockTopicProgress } from './lock-topic-progress.js';
import { sumAnswers } from './sum-answers.js';

/** Takes an answer back, as if it had never been given; one that is not there is none. */
export async function forgetAnswer(
  { userId, cause }: { userId: string; cause: string },
  trx: Transaction,
): Promise<void> {
  const answer = await TopicAnswerRow.query(trx).findById([userId, cause]);
  if (!answer) return;
  const progress = await lockTopicProgress(userId, answer.topicId, trx);
  await TopicAnswerRow.query(trx).deleteById([userId, cause]);
  await sumAnswers(progress, trx);
}
