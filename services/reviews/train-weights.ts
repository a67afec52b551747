import type { Knex } from 'knex';
import { readCalendar } from '../../db/queries/day-rules.js';
import { listLastReviews, listTrainees, writeReviewWeights } from '../../db/queries/review-weights.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { areTaken } from '../../domain/learning/reviews/histories.js';
import type { TrainedStudents } from '../../workflows/train-weights/messages.js';
import { lockIfActive } from '../shared/active-user.js';
import type { Clock } from '../shared/clock.js';
import { leaveToNextPass } from '../shared/leave-to-next-pass.js';
import type { Log } from '../shared/ports.js';
import type { WeightTrainer } from './weight-trainer.js';

/** From so many reviews on a student's weights are trained, and by so many of the latest. */
export const MIN_REVIEWS = 400;
const MAX_REVIEWS = 50_000;

/** Students that are looked at in one go. */
const BATCH = 200;

/** Who was trained in so many days is left to the next month, so that a pass may be repeated. */
const TRAINED_DAYS = 20;
const DAY_MS = 86_400_000;

export interface TrainingDeps {
  db: Knex;
  clock: Clock;
  log: Log;
  trainer: WeightTrainer;
}

/**
 * Trains the weights of the next students after one, and takes them where they would have forecast better; else the
 * default ones are in force. A student with whom it fails is left to the next month.
 * @param input.report is told the counts so far
 * @throws the signal's reason, or where an engine is away, with some trained: who was is passed over when it is tried again.
 */
export async function trainWeights(
  deps: TrainingDeps,
  { after, report }: { after: string | null; report: (counts: TrainedStudents) => void },
  signal: AbortSignal,
): Promise<TrainedStudents> {
  const { db, clock, log } = deps;
  const leave = (error: unknown) => leaveToNextPass(error, { log, message: 'weights were not trained', signal });
  const since = new Date(clock().getTime() - TRAINED_DAYS * DAY_MS);
  const students = await listTrainees(db, { after, limit: BATCH, least: MIN_REVIEWS, since });
  const counts: TrainedStudents = { personal: 0, usual: 0, failed: 0, next: null };
  for (const { userId, isDue } of students) {
    signal.throwIfAborted();
    if (isDue) counts[await trainOne(deps, userId, signal).catch(leave)]++;
    report(counts);
  }
  return { ...counts, next: students.length === BATCH ? (students.at(-1)?.userId ?? null) : null };
}

async function trainOne({ db, clock, trainer }: TrainingDeps, userId: string, signal: AbortSignal) {
  const trainedAt = clock();
  const reviews = await listLastReviews(db, userId, MAX_REVIEWS);
  const fitted = await trainer.fit(reviews, signal);
  const isPersonal = fitted !== null && areTaken(fitted);
  const { logLoss = null, defaultLogLoss = null, shareLogLoss = null } = fitted ?? {};
  await db.transaction(async (trx) => {
    // Nothing is kept of whoever is leaving.
    if (!(await lockIfActive(userId, trx))) return;
    await writeReviewWeights(trx, {
      ...{ userId, reviews: reviews.length, trainedAt, logLoss, defaultLogLoss, shareLogLoss },
      weights: isPersonal ? [...fitted.weights] : null,
      since: isPersonal ? dayAt(await readCalendar(trx, userId), trainedAt) : null,
    });
  });
  return isPersonal ? 'personal' : 'usual';
}
