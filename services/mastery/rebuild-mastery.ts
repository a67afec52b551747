import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type TopicOfStudent, topicsAnswered } from '../../db/queries/mastery.js';
import { raiseVersion } from '../game/raise-version.js';
import { lockIfThere } from '../shared/lock-if-there.js';
import { type Rebuilt, rebuildEach } from '../shared/rebuild-each.js';
import { lockTopicProgress } from './lock-topic-progress.js';
import { sumAnswers } from './sum-answers.js';

/**
 * Makes the mastery of every topic of every student anew from their answers, one after the other, while the product
 * runs. Where nothing is wrong it is the same.
 * @returns how many topics of students there were, and how many said something else before
 */
export const rebuildMastery = ({ db }: { db: Knex }): Promise<Rebuilt> =>
  rebuildEach<TopicOfStudent>(db, (after, limit) => topicsAnswered(db, { after, limit }), rebuildOne);

/** @returns whether its progress said something else before; false for somebody who has gone meanwhile */
async function rebuildOne({ userId, topicId }: TopicOfStudent, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(userId, trx))) return false;
  const before = await lockTopicProgress(userId, topicId, trx);
  const { known, word, answers, rightAnswers, lastAnsweredAt } = before;
  const counted = await sumAnswers(before, trx);
  const isSame =
    counted.known === known &&
    counted.word === word &&
    counted.answers === answers &&
    counted.rightAnswers === rightAnswers &&
    counted.lastAnsweredAt?.getTime() === lastAnsweredAt?.getTime();
  if (!isSame) await raiseVersion(userId, trx);
  return !isSame;
}
