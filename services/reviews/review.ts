import type { Transaction } from 'objection';
import { ReviewCard } from '../../db/models/review-card.js';
import { ReviewLog } from '../../db/models/review-log.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { findReviewPlan } from '../../db/queries/review-weights.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { POINTS } from '../../domain/game/xp.js';
import { type CardState, reviewCard } from '../../domain/learning/reviews/review.js';
import type { Grade } from '../../domain/learning/reviews/schedule.js';
import { Problem } from '../../domain/problems.js';
import { type Activity, type Credit, creditActivity } from '../game/credit-activity.js';
import { creditedDay } from '../game/credited-day.js';
import { raiseVersion } from '../game/raise-version.js';
import { recordAnswers } from '../mastery/record-answers.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { rememberCards } from './remember-cards.js';

export interface ReviewInput {
  caller: Caller;
  cardId: string;
  grade: Grade;
  /** By which the same review may be sent again. */
  requestKey?: string | undefined;
}

/** What a review brought. */
export interface Reviewed {
  review: ReviewLog;
  /** With a milestone that it reached; 0 where it was sent before, or the card was not due. */
  xp: number;
}

/**
 * Reviews a card: when it is due next, and where it was due, what it shows of its topic, XP and the streak. Sent again
 * under its key it changes nothing, nor without a key on the day on which the card was reviewed.
 * @throws Problem not-found; card-suspended; idempotency-key-reused for another grade under the same key; those of
 * lockCallerForShare.
 */
export function review(deps: TransactionDeps, input: ReviewInput): Promise<Reviewed> {
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(input.caller, trx);
    const { userId } = input.caller;
    const card = await ReviewCard.query(trx).findOne({ id: input.cardId, userId }).forNoKeyUpdate();
    if (!card) throw new Problem('not-found', 'No such card.');
    const now = deps.clock();
    const studyDay = dayAt(await readCalendar(trx, userId), now);
    const known = await findKnown(card, input, studyDay, trx);
    if (known) return { review: known, xp: 0 };
    if (card.suspendedReason)
      throw new Problem(
        'card-suspended',
        'The question that it was made from was bad: write the card anew, or remove it.',
      );
    const made = await writeReview(card, { ...input, studyDay, now }, trx);
    const credit = made.wasDue ? await countReview(card, made, after, trx) : undefined;
    if (!credit) await raiseVersion(userId, trx);
    return { review: made, xp: credit?.xp ?? 0 };
  });
}

/** The review that a request repeats; undefined where it is a new one. */
async function findKnown(
  { id: cardId, lastReviewedOn }: ReviewCard,
  { requestKey, grade }: ReviewInput,
  studyDay: string,
  trx: Transaction,
): Promise<ReviewLog | undefined> {
  const reviews = ReviewLog.query(trx).where({ cardId }).orderBy('id', 'desc').first();
  if (requestKey === undefined) {
    const isOfToday = lastReviewedOn !== null && lastReviewedOn >= studyDay;
    return isOfToday ? reviews.whereNull('undoneAt') : undefined;
  }
  const known = await reviews.where({ requestKey });
  if (known && known.grade !== grade) throw new Problem('idempotency-key-reused', 'Use a new key for a new review.');
  return known;
}

async function writeReview(
  card: ReviewCard,
  { grade, requestKey, studyDay, now }: ReviewInput & { studyDay: string; now: Date },
  trx: Transaction,
): Promise<ReviewLog> {
  const plan = await findReviewPlan(trx, card.userId);
  const [remembered = card] = await rememberCards([card], plan, trx);
  const before = stateOf(card);
  const { elapsedDays, wasDue, after } = reviewCard(stateOf(remembered), { grade, studyDay, ...plan });
  await ReviewCard.query(trx).findById(card.id).patch(after);
  return ReviewLog.query(trx).insertAndFetch({
    ...{ userId: card.userId, cardId: card.id, reviewNo: after.reviews, requestKey: requestKey ?? null },
    ...{ grade, reviewedAt: now, studyDay, elapsedDays, wasDue, before, due: after.due },
  });
}

const stateOf = ({ reviews, lapses, stability, difficulty, lastReviewedOn, due }: CardState): CardState => ({
  ...{ reviews, lapses, stability, difficulty, lastReviewedOn, due },
});

/** The natural key of a review. One that was undone and is made again is the same. */
export const causeOf = ({ cardId, reviewNo }: Pick<ReviewLog, 'cardId' | 'reviewNo'>): string =>
  `review:${cardId}:${reviewNo}`;

async function countReview(
  { id, userId, topicId }: ReviewCard,
  made: ReviewLog,
  after: AfterCommit,
  trx: Transaction,
): Promise<Credit | undefined> {
  const cause = causeOf(made);
  const { reviewedAt: at, grade } = made;
  const answer = {
    cause,
    topicId: topicId ?? '',
    kind: 'review',
    options: null,
    isRight: grade !== 'again',
    at,
  } as const;
  if (topicId !== null) await recordAnswers({ userId, answers: [answer] }, trx);
  const activity = {
    ...({ userId, kind: 'review', cause, sourceId: id, at } as const),
    ...{ points: POINTS.dueReview, adds: { reviewsDone: 1 }, topicId },
  };
  return (await creditActivity(activity, at, after, trx)) ?? countDay(activity, made.studyDay, after, trx);
}

/**
 * Counts the day of a review whose cause was credited on an earlier one, and then undone: for the streak, once, and
 * without XP.
 */
async function countDay(
  activity: Activity,
  studyDay: string,
  after: AfterCommit,
  trx: Transaction,
): Promise<Credit | undefined> {
  const { userId, cause, at } = activity;
  if ((await creditedDay(userId, cause, trx)) === studyDay) return undefined;
  return creditActivity({ ...activity, cause: `${cause}:${studyDay}`, points: 0, adds: {} }, at, after, trx);
}
