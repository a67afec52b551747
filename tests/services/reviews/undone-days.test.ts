import { beforeEach, expect, test } from '@jest/globals';
import {
  lookForCausesWithoutLine,
  lookForLinesWithoutCause,
  lookForUnlikeDays,
} from '../../../db/queries/audit/ledger.js';
import { rebuildStats } from '../../../services/game/rebuild-stats.js';
import { review } from '../../../services/reviews/review.js';
import { undoReview } from '../../../services/reviews/undo-review.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildCard } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let caller: Caller;
let cardId: string;
beforeEach(async () => {
  caller = await buildCaller(services.db);
  cardId = (await buildCard(services.db, { userId: caller.userId, topicId: null })).id;
});

/** The services at noon of a day of March 2026, which began on a Sunday. */
const on = (day: number) => ({ ...services, db: services.db, clock: () => new Date(Date.UTC(2026, 2, day, 12)) });
const reviewOn = async (day: number) => {
  const { review: made, xp } = await review(on(day), { caller, cardId, grade: 'good' });
  return { reviewId: made.id, xp };
};
const undoneOn = async (day: number) => {
  const { reviewId, xp } = await reviewOn(day);
  await undoReview(on(day), { caller, reviewId });
  return xp;
};

const lines = () =>
  services.db('xp_logs').where({ userId: caller.userId }).orderBy('id').select('studyDay', 'granted', 'counted');
const streak = () => services.db('streaks').where({ id: caller.userId }).first('length', 'longest');
const stats = async () => (await services.db('user_stats').where({ userId: caller.userId }).first('stats')).stats;

const MONDAY = { studyDay: '2026-03-02', granted: 2, counted: { reviewsDone: 1 } };

test('a review that was undone on an earlier day counts for the streak, and brings no XP', async () => {
  expect([await undoneOn(2), (await reviewOn(3)).xp]).toEqual([2, 0]);
  expect(await streak()).toEqual({ length: 2, longest: 2 });
  expect(await lines()).toEqual([MONDAY, { studyDay: '2026-03-03', granted: 0, counted: {} }]);
  expect(await stats()).toMatchObject({ activeDays: 2, reviewsDone: 1 });
});

test('the same card again and again counts a day once', async () => {
  const xp = [];
  for (const day of [2, 2, 3, 3, 3, 4]) xp.push(await undoneOn(day));
  expect(xp).toEqual([2, 0, 0, 0, 0, 0]);
  expect(await streak()).toEqual({ length: 3, longest: 3 });
  expect((await lines()).map(({ studyDay, granted }) => [studyDay, granted])).toEqual([
    ['2026-03-02', 2],
    ['2026-03-03', 0],
    ['2026-03-04', 0],
  ]);
});

test('the milestone that such a day reaches is paid', async () => {
  const xp = [];
  for (let day = 2; day <= 8; day++) xp.push(await undoneOn(day));
  expect(xp).toEqual([2, 0, 0, 0, 0, 0, 50]);
});

test('of such days the audit finds nothing, and a rebuild changes nothing', async () => {
  for (const day of [2, 3, 3]) await undoneOn(day);
  const looks = [lookForLinesWithoutCause, lookForCausesWithoutLine, lookForUnlikeDays];
  const looked = await Promise.all(looks.map((look) => look(services.db, { after: undefined, limit: 100 })));
  expect(looked.flat().filter(({ wrong }) => wrong !== null)).toEqual([]);
  expect(await rebuildStats(on(3))).toMatchObject({ repaired: 0 });
});
