import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { TopicAnswerRow } from '../../db/models/topic-answer.js';
import type { TopicProgress } from '../../db/models/topic-progress.js';
import type { TopicOfStudent } from '../../db/queries/mastery.js';
import { type Mastery, masteryOf } from '../../domain/learning/mastery/mastery.js';

/** What a topic's progress says. */
export type CountedMastery = Mastery & { lastAnsweredAt: Date | null };

/**
 * Counts all answers to a topic anew, whose progress is locked.
 * @returns what its progress says now
 */
export async function sumAnswers(progress: TopicProgress, trx: Transaction): Promise<CountedMastery> {
  const counted = await countAnswers(progress, trx);
  await writeMastery(progress, counted, trx);
  return counted;
}

/** What all answers of a student to a topic make of it. */
export async function countAnswers({ userId, topicId }: TopicOfStudent, db: Knex): Promise<CountedMastery> {
  // Causes are in the order of their characters, in every locale, as where few are counted.
  const answers = await TopicAnswerRow.query(db).where({ userId, topicId }).orderBy(['answeredAt', 'cause']);
  return { ...masteryOf(answers), lastAnsweredAt: answers.at(-1)?.answeredAt ?? null };
}

/** Writes what a topic's progress says now. */
export async function writeMastery(
  progress: TopicProgress,
  { known, word, answers, rightAnswers, lastAnsweredAt }: CountedMastery,
  trx: Transaction,
): Promise<void> {
  await progress.$query(trx).patch({ known, word, answers, rightAnswers, lastAnsweredAt });
}
