import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { default_w } from 'ts-fsrs';
import { addDays, daysBetween } from '../../../domain/game/calendar-day.js';
import { rememberReviews } from '../../../domain/learning/reviews/review.js';
import { deleteCard } from '../../../services/reviews/delete-card.js';
import { listDue } from '../../../services/reviews/list-due.js';
import { review } from '../../../services/reviews/review.js';
import { MIN_REVIEWS, trainWeights } from '../../../services/reviews/train-weights.js';
import { undoReview } from '../../../services/reviews/undo-review.js';
import { createWeightTrainer, type WeightTrainer } from '../../../services/reviews/weight-trainer.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildStudent } from '../../support/factories/index.js';
import {
  insertReviews,
  type Nature,
  type SimulatedReview,
  STRONG,
  simulateReviews,
  WEAK,
} from '../../support/simulated-reviews.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const trainer = createWeightTrainer();
afterAll(() => trainer.close());
beforeEach(async () => {
  await services.db('users').update({ status: 'erased' });
  await services.db('users').delete();
});

const NOW = new Date('2026-11-26T12:00:00Z');
const DAY = 86_400_000;
const never = new AbortController().signal;

function train({
  by = trainer,
  at = NOW,
  after = null,
  signal = never,
}: {
  by?: WeightTrainer;
  at?: Date;
  after?: string | null;
  signal?: AbortSignal;
} = {}) {
  const deps = { ...services, db: services.db, clock: () => at, trainer: by };
  return trainWeights(deps, { after, report: () => {} }, signal);
}

async function aStudent(nature: Nature, { reviews = 600, seed = 3 } = {}) {
  const caller = await buildCaller(services.db);
  const made = simulateReviews(nature, { reviews, seed });
  await insertReviews(services.db, caller.userId, made);
  return { caller, made };
}

const weightsOf = ({ userId }: Caller) => services.db('review_weights').where({ userId }).first();
const cardsOf = ({ userId }: Caller) => services.db('review_cards').where({ userId }).orderBy('id');
/** The real trainer, with something that happens while it trains. */
const meanwhile = (happens: () => Promise<unknown>): WeightTrainer => ({
  ...trainer,
  async fit(reviews, signal) {
    const fitted = await trainer.fit(reviews, signal);
    await happens();
    return fitted;
  },
});

describe('weights', () => {
  test.each([
    ['longer', STRONG, 3],
    ['shorter', WEAK, 5],
  ])('of somebody who remembers %s than most are taken', async (_, memory, seed) => {
    const { caller } = await aStudent({ memory }, { seed });
    expect(await train()).toEqual({ personal: 1, usual: 0, failed: 0, next: null });
    const row = await weightsOf(caller);
    expect(row).toMatchObject({ since: '2026-11-26', reviews: 600, trainedAt: NOW });
    expect(row.weights).toHaveLength(21);
    expect(row.logLoss).toBeLessThan(Math.min(row.defaultLogLoss, row.shareLogLoss));
  });

  test.each<[string, Nature]>([
    ['reviews by chance', { known: 0.5 }],
    ['mostly knows, by chance', { known: 0.9 }],
    ['remembers as the default weights say', { memory: default_w }],
  ])('of somebody who %s are not', async (_, nature) => {
    const { caller } = await aStudent(nature);
    expect(await train()).toEqual({ personal: 0, usual: 1, failed: 0, next: null });
    expect(await weightsOf(caller)).toMatchObject({ weights: null, since: null, reviews: 600 });
  });

  test('are not trained below 400 reviews, of which those undone are none', async () => {
    const { caller } = await aStudent({ memory: STRONG }, { reviews: MIN_REVIEWS });
    const last = () => services.db('review_log').where({ userId: caller.userId }).orderBy('id', 'desc').limit(1);
    await services.db('review_log').whereIn('id', last().select('id')).update({ undoneAt: NOW });
    expect(await train()).toEqual({ personal: 0, usual: 0, failed: 0, next: null });
    await services.db('review_log').update({ undoneAt: null });
    expect(await train()).toMatchObject({ failed: 0 });
    expect(await weightsOf(caller)).toMatchObject({ reviews: 400 });
  });

  test('of 400 new cards are the default ones: nothing tells of memory yet', async () => {
    const caller = await buildCaller(services.db);
    const firsts = simulateReviews({ memory: STRONG }, { reviews: 2_000, seed: 1 }).filter(
      ({ reviewNo }) => reviewNo === 1,
    );
    await insertReviews(services.db, caller.userId, firsts);
    expect(await train()).toMatchObject({ usual: 1 });
    expect(await weightsOf(caller)).toMatchObject({ weights: null, logLoss: null });
  });
});

describe('personal weights', () => {
  const plan = async (caller: Caller) => ({ retention: 0.9, weights: (await weightsOf(caller)).weights });
  const historyOf = (made: readonly SimulatedReview[], cardId: string) => made.filter((one) => one.cardId === cardId);

  test('move no card, and hold from its next review on, which looks at all of them before', async () => {
    const { caller, made } = await aStudent({ memory: STRONG });
    const before = await cardsOf(caller);
    await train();
    expect(await cardsOf(caller)).toEqual(before);

    // Those that have waited longest have room in the day.
    const card = before.toSorted((a, b) => (a.due < b.due ? -1 : 1)).find(({ reviews }) => reviews > 2);
    const deps = { ...services, db: services.db, clock: () => new Date(`${card.due}T12:00:00Z`) };
    const memory = rememberReviews(historyOf(made, card.id), await plan(caller));
    const offered = (await listDue(deps, caller.userId)).cards.find(({ id }) => id === card.id);
    expect(offered).toMatchObject({ ...memory, due: card.due, reviews: card.reviews });
    const { review: next } = await review(deps, { caller, cardId: card.id, grade: 'good' });
    const after = (await cardsOf(caller)).find(({ id }) => id === card.id);
    expect(after.stability).toBeGreaterThan(memory?.stability ?? Infinity);
    expect(daysBetween(card.due, next.due)).toBeGreaterThan(daysBetween(card.lastReviewedOn, card.due));
    expect((await cardsOf(caller)).filter(({ id }) => id !== card.id)).toEqual(
      before.filter(({ id }) => id !== card.id),
    );

    await undoReview(deps, { caller, reviewId: next.id });
    const columns = ({ stability, difficulty, due, reviews }: typeof card) => ({ stability, difficulty, due, reviews });
    expect(columns((await cardsOf(caller)).find(({ id }) => id === card.id))).toEqual(columns(card));
  });

  test('are told since when, through later trainings, until the default ones are better', async () => {
    const { caller } = await aStudent({ memory: STRONG });
    await train();
    const first = await weightsOf(caller);
    const extra = simulateReviews({ memory: STRONG }, { reviews: 600, seed: 6 });
    await insertReviews(services.db, caller.userId, extra);
    await train({ at: new Date(NOW.getTime() + 30 * DAY) });
    const second = await weightsOf(caller);
    expect(second).toMatchObject({ since: first.since, reviews: 1_200 });
    expect(second.weights).not.toEqual(first.weights);

    await services.db('review_log').where({ userId: caller.userId }).update({ grade: 'again' });
    await train({ at: new Date(NOW.getTime() + 60 * DAY) });
    expect(await weightsOf(caller)).toMatchObject({ weights: null, since: null });
  });

  test('a card stands at what the default ones make of it once they are in force again', async () => {
    const { caller, made } = await aStudent({ memory: STRONG });
    await train();
    await services.db('review_weights').update({ weights: null, since: null });
    const [card] = await cardsOf(caller);
    await services.db('review_cards').where({ id: card.id }).update({ stability: 999, due: '2026-11-01' });
    const deps = { ...services, db: services.db, clock: () => NOW };
    await review(deps, { caller, cardId: card.id, grade: 'good' });
    const [after] = await cardsOf(caller);
    const elapsedDays = daysBetween(card.lastReviewedOn, '2026-11-26');
    const all = [...historyOf(made, card.id), { grade: 'good', elapsedDays } as const];
    expect(after.stability).toBeCloseTo(rememberReviews(all, { retention: 0.9 })?.stability ?? 0, 6);
    expect(after.due > addDays('2026-11-26', 0)).toBe(true);
  });
});

describe('a training', () => {
  test('that comes twice trains nobody twice', async () => {
    const { caller } = await aStudent({ memory: STRONG });
    await train();
    const row = await weightsOf(caller);
    expect(await train({ at: new Date(NOW.getTime() + DAY) })).toEqual({
      personal: 0,
      usual: 0,
      failed: 0,
      next: null,
    });
    expect(await weightsOf(caller)).toEqual(row);
  });

  test('of two at once the one that read later is kept', async () => {
    const { caller } = await aStudent({ memory: STRONG });
    const later = new Date(NOW.getTime() + 1_000);
    await train({ by: meanwhile(() => train({ at: later })) });
    expect(await weightsOf(caller)).toMatchObject({ trainedAt: later });
  });

  test('is of the reviews that it read, whatever cards are deleted meanwhile', async () => {
    const { caller } = await aStudent({ memory: STRONG });
    const cards = await cardsOf(caller);
    const remove = async () => {
      for (const { id } of cards.slice(1)) await deleteCard(services, { caller, cardId: id });
    };
    expect(await train({ by: meanwhile(remove) })).toMatchObject({ personal: 1 });
    expect(await weightsOf(caller)).toMatchObject({ reviews: 600 });
    const deps = { ...services, db: services.db, clock: () => NOW };
    expect(await review(deps, { caller, cardId: cards[0].id, grade: 'good' })).toMatchObject({ xp: 2 });
    // What is left is too little for another training, and what was trained stays.
    expect(await train({ at: new Date(NOW.getTime() + 30 * DAY) })).toMatchObject({ personal: 0, usual: 0 });
    expect(await weightsOf(caller)).toMatchObject({ reviews: 600 });
  });

  test.each(['suspended', 'erasing'])('keeps nothing of somebody who is %s by then', async (status) => {
    const { caller } = await aStudent({ memory: STRONG });
    const leave = () => services.db('users').where({ id: caller.userId }).update({ status });
    await train({ by: meanwhile(leave) });
    expect(await weightsOf(caller)).toBeUndefined();
    expect(await train()).toEqual({ personal: 0, usual: 0, failed: 0, next: null });
  });

  test('keeps nothing of somebody who has gone meanwhile', async () => {
    const { caller } = await aStudent({ memory: STRONG });
    const go = async () => {
      await services.db('users').where({ id: caller.userId }).update({ status: 'erased' });
      await services.db('users').where({ id: caller.userId }).delete();
    };
    expect(await train({ by: meanwhile(go) })).toMatchObject({ failed: 0 });
    expect(await services.db('review_weights')).toEqual([]);
  });

  test('that is ended in the middle goes on with those who are left', async () => {
    const students = [await aStudent({ memory: STRONG }), await aStudent({ memory: STRONG }, { seed: 2 })];
    const ending = new AbortController();
    let fits = 0;
    const by: WeightTrainer = {
      ...trainer,
      fit(reviews, signal) {
        fits += 1;
        const fitted = trainer.fit(reviews, signal);
        // The thread, which runs since the first, has it by then, and is far from its end.
        if (fits === 2) setImmediate(() => ending.abort(new Error('ended')));
        return fitted;
      },
    };
    await expect(train({ by, signal: ending.signal })).rejects.toThrow('ended');
    expect(await services.db('review_weights')).toHaveLength(1);
    expect(await train()).toMatchObject({ failed: 0, next: null });
    expect(await services.db('review_weights')).toHaveLength(students.length);
  });

  test('of a student with whom it fails is told, and the others are trained', async () => {
    await aStudent({ memory: STRONG });
    await aStudent({ memory: STRONG }, { seed: 2 });
    let fits = 0;
    const by: WeightTrainer = {
      ...trainer,
      fit: (reviews, signal) => (++fits === 1 ? Promise.reject(new Error('no')) : trainer.fit(reviews, signal)),
    };
    const counts = await train({ by });
    expect(counts).toMatchObject({ failed: 1 });
    expect(counts.personal + counts.usual).toBe(1);
  });

  test('looks at 200 students, and says after whom the next goes on', async () => {
    const [last = '', ...ids] = Array.from({ length: 201 }, () => randomUUID())
      .sort()
      .reverse();
    await services.db('users').insert(ids.map((id) => ({ id, email: `${id}@example.org` })));
    await buildStudent(services.db, { id: last });
    await insertReviews(services.db, last, simulateReviews({ memory: STRONG }, { reviews: 600, seed: 3 }));
    const counts = await train();
    expect(counts).toEqual({ personal: 0, usual: 0, failed: 0, next: ids[0] });
    expect(await train({ after: counts.next })).toEqual({ personal: 1, usual: 0, failed: 0, next: null });
  });

  test('takes what one student may have, 10,000 reviews of one card among it, in its time', async () => {
    const { caller, made } = await aStudent({ memory: STRONG }, { reviews: 5_000 });
    const [first] = made as [SimulatedReview];
    const state = { ...first, before: first.before };
    const again = Array.from({ length: 10_000 }, (_, at) => ({
      ...state,
      cardId: crypto.randomUUID(),
      reviewNo: at + 1,
      elapsedDays: at === 0 ? 0 : 1,
    }));
    const one = again.map((each) => ({ ...each, cardId: again[0]?.cardId ?? '' }));
    await insertReviews(services.db, caller.userId, one);
    expect(await train()).toMatchObject({ failed: 0 });
    expect(await weightsOf(caller)).toMatchObject({ reviews: 15_000 });
  });
});
