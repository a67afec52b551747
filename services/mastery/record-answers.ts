import type { Transaction } from 'objection';
import type { TopicProgress } from '../../db/models/topic-progress.js';
import { insertAnswers, type NewAnswer } from '../../db/queries/mastery.js';
import { countAnswer, type TopicAnswer } from '../../domain/learning/mastery/mastery.js';
import { lockTopicProgress } from './lock-topic-progress.js';
import { sumAnswers, writeMastery } from './sum-answers.js';

/** An answer, by what it is known again. */
export interface GivenAnswer extends TopicAnswer {
  /** The natural key of what was answered: it counts once. */
  cause: string;
  topicId: string;
  at: Date;
}

/**
 * Records answers of a student and brings the mastery of their topics to what all answers say, in the order in which
 * they were given, whenever they come. What was recorded before changes nothing. It is of the caller's transaction,
 * which holds the rows that the answers come from and has not locked the streak yet; topics are locked in the order of
 * their ids.
 */
export async function recordAnswers(
  { userId, answers }: { userId: string; answers: readonly GivenAnswer[] },
  trx: Transaction,
): Promise<void> {
  for (const topicId of new Set(answers.map((answer) => answer.topicId).toSorted())) {
    const progress = await lockTopicProgress(userId, topicId, trx);
    const ofTopic = answers.filter((answer) => answer.topicId === topicId);
    const added = await addAnswers(userId, ofTopic, trx);
    if (added.length > 0) await countAnswers(progress, added, trx);
  }
}

/** @returns those that were not there, in their order */
async function addAnswers(userId: string, answers: readonly GivenAnswer[], trx: Transaction): Promise<NewAnswer[]> {
  const rows = answers.map(({ at, cause, topicId, kind, options, isRight }) => ({
    ...{ userId, cause, topicId, kind, options, isRight, answeredAt: at },
  }));
  const added = await insertAnswers(trx, rows);
  return added.toSorted((a, b) => a.answeredAt.getTime() - b.answeredAt.getTime() || (a.cause < b.cause ? -1 : 1));
}

/** Later answers go on from what is known; where one comes late, all are counted anew. */
async function countAnswers(progress: TopicProgress, added: readonly NewAnswer[], trx: Transaction): Promise<void> {
  const [first, last] = [added[0], added.at(-1)];
  const isLater = first && (progress.lastAnsweredAt === null || first.answeredAt > progress.lastAnsweredAt);
  if (!isLater || !last) await sumAnswers(progress, trx);
  else await writeMastery(progress, { ...added.reduce(countAnswer, progress), lastAnsweredAt: last.answeredAt }, trx);
}
