import { expect, test } from '@jest/globals';
import { leased } from '../../clients/leased-limiter.js';
import { type CallsWanted, takeCalls } from '../../domain/call-rate.js';
import { createTimeBudget } from '../../lib/time-budget.js';
import { eventually } from '../support/eventually.js';

const RATE = { perMinute: 6_000, burst: 10_000 };

/** A shared count of one key, and what was asked of it. */
function createCount() {
  const asked: CallsWanted[] = [];
  let untilFullMs = 0;
  let at = performance.now();
  const take = async (_key: string, calls: CallsWanted) => {
    asked.push(calls);
    const now = performance.now();
    const taken = takeCalls(RATE, Math.max(untilFullMs - (now - at), 0), calls);
    at = now;
    untilFullMs = taken.untilFullMs;
    return taken;
  };
  return { asked, take };
}

const consumer = ({ take }: ReturnType<typeof createCount>, share: number) => {
  const { consume } = leased(take, RATE, share);
  return () => consume('anna', createTimeBudget(500));
};

test('a lease is used up call by call, and what is left of it goes as fast as the shared count has it back', async () => {
  const count = createCount();
  const consume = consumer(count, 100);
  expect(await consume()).toMatchObject({ allowed: true, left: 9_999 });
  expect(await consume()).toMatchObject({ allowed: true, left: 9_998 });
  expect(count.asked).toHaveLength(1);
  // Of 100 calls at 100 a second nothing is left after a second, however few were made.
  let calls = 2;
  await eventually(async () => {
    await consume();
    calls += 1;
    return count.asked.length > 1;
  });
  expect(calls).toBeLessThan(100);
});

test('many who come at once are served by two looks at the shared count', async () => {
  const count = createCount();
  const consume = consumer(count, 1);
  const states = await Promise.all(Array.from({ length: 50 }, consume));
  expect(states.every(({ allowed }) => allowed)).toBe(true);
  expect(count.asked.slice(0, 2)).toEqual([
    { wanted: 1, share: 1 },
    { wanted: 49, share: 1 },
  ]);
  // One more for the last, if a moment passed.
  expect(count.asked.length).toBeLessThanOrEqual(4);
});
