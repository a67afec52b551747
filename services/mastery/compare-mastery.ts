import type { Knex } from 'knex';
import { TopicProgress } from '../../db/models/topic-progress.js';
import type { TopicOfStudent } from '../../db/queries/mastery.js';
import type { Mastery } from '../../domain/learning/mastery/mastery.js';
import { countAnswers } from './sum-answers.js';

/** What is told apart of two probabilities: sums in another order differ by less. */
const TOLERANCE = 1e-9;

/** What is kept of a student's topic beside what its answers make of it; undefined where nothing is kept. */
export async function compareMastery(
  topic: TopicOfStudent,
  db: Knex,
): Promise<{ isSame: boolean; kept: Mastery; made: Mastery } | undefined> {
  const kept = await TopicProgress.query(db).findOne({ ...topic });
  if (!kept) return undefined;
  const made = await countAnswers(topic, db);
  const isSame =
    kept.answers === made.answers &&
    kept.rightAnswers === made.rightAnswers &&
    kept.word === made.word &&
    Math.abs(kept.known - made.known) < TOLERANCE;
  return { isSame, kept, made };
}
