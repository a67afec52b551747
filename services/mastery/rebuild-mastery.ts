import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type TopicOfStudent, topicsAnswered } from '../../db/queries/mastery.js';
import { inBatches } from '../../lib/in-batches.js';
import { lockIfThere } from '../shared/lock-if-there.js';
import { lockTopicProgress } from './lock-topic-progress.js';
import { sumAnswers } from './sum-answers.js';

/** Topics of students that one query names. */
const BATCH = 500;

/**
 * Makes the mastery of every topic of every student anew from their answers, one after the other, while the product
 * runs. Where nothing is wrong it is the same.
 * @returns how many topics of students there were, and how many said something else before
 */
export async function rebuildMastery({ db }: { db: Knex }): Promise<{ topics: number; repaired: number }> {
  const done = { topics: 0, repaired: 0 };
  for await (const batch of inBatches<TopicOfStudent>(BATCH, (after, limit) => topicsAnswered(db, { after, limit }))) {
    for (const topic of batch) {
      const isRepaired = await db.transaction((trx) => rebuildOne(topic, trx));
      done.topics += 1;
      if (isRepaired) done.repaired += 1;
    }
  }
  return done;
}

/** @returns whether its progress said something else before; false for somebody who has gone meanwhile */
async function rebuildOne({ userId, topicId }: TopicOfStudent, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(userId, trx))) return false;
  const before = await lockTopicProgress(userId, topicId, trx);
  const { known, word, answers, rightAnswers } = before;
  const counted = await sumAnswers(before, trx);
  return (
    counted.known !== known ||
    counted.word !== word ||
    counted.answers !== answers ||
    counted.rightAnswers !== rightAnswers
  );
}
