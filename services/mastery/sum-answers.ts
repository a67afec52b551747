import type { Transaction } from 'objection';
import { TopicAnswerRow } from '../../db/models/topic-answer.js';
import type { TopicProgress } from '../../db/models/topic-progress.js';
import { type Mastery, masteryOf } from '../../domain/learning/mastery/mastery.js';

/** What a topic's progress says. */
export type CountedMastery = Mastery & { lastAnsweredAt: Date | null };

/**
 * Counts all answers to a topic anew, whose progress is locked.
 * @returns what its progress says now
 */
export async function sumAnswers(progress: TopicProgress, trx: Transaction): Promise<CountedMastery> {
  const { userId, topicId } = progress;
  const answers = await TopicAnswerRow.query(trx).where({ userId, topicId }).orderBy(['answeredAt', 'cause']);
  const counted = { ...masteryOf(answers), lastAnsweredAt: answers.at(-1)?.answeredAt ?? null };
  await writeMastery(progress, counted, trx);
  return counted;
}

/** Writes what a topic's progress says now. */
export async function writeMastery(
  progress: TopicProgress,
  { known, word, answers, rightAnswers, lastAnsweredAt }: CountedMastery,
  trx: Transaction,
): Promise<void> {
  await progress.$query(trx).patch({ known, word, answers, rightAnswers, lastAnsweredAt });
}
