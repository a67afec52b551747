import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CallRate, callMs, rateOf, stateOf, takeCalls } from '../../domain/call-rate.js';

const rates = fc.integer({ min: 1, max: 1_000_000 }).map(rateOf);
/** What comes next: some time, and a call that wants some for itself and some to hand out later. */
const calls = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 90_000 }),
    wanted: fc.integer({ min: 1, max: 50 }),
    share: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 100 },
);

/** Runs calls from a full burst on. @returns when how many were granted */
function run(rate: CallRate, steps: { afterMs: number; wanted: number; share: number }[]) {
  let [now, untilFullMs] = [0, 0];
  return steps.map(({ afterMs, ...asked }) => {
    now += afterMs;
    const taken = takeCalls(rate, Math.max(untilFullMs - afterMs, 0), asked);
    untilFullMs = taken.untilFullMs;
    return { now, granted: taken.granted };
  });
}

test('over any time at most the burst and what came back in it go through', () => {
  fc.assert(
    fc.property(rates, calls, (rate, steps) => {
      const taken = run(rate, steps);
      for (let from = 0; from < taken.length; from += 1) {
        let granted = 0;
        for (const { now, granted: some } of taken.slice(from)) {
          granted += some;
          expect(granted).toBeLessThanOrEqual(rate.burst + (now - (taken[from]?.now ?? 0)) / callMs(rate) + 0.5);
        }
      }
    }),
  );
});

test('a limit at the end of a minute and one at the begin of the next are not both let through', () => {
  const rate = rateOf(20);
  const many = Array.from({ length: 40 }, () => ({ afterMs: 0, wanted: 1, share: 1 }));
  const taken = run(
    rate,
    [...many.map((call, at) => ({ ...call, afterMs: at === 0 ? 59_900 : 0 })), ...many].map((call, at) =>
      at === 40 ? { ...call, afterMs: 200 } : call,
    ),
  );
  expect(taken.slice(0, 40).filter(({ granted }) => granted > 0)).toHaveLength(10);
  expect(taken.slice(40).filter(({ granted }) => granted > 0)).toHaveLength(0);
});

test('who calls no faster than the rate is never refused, whatever came before', () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 0, max: 200 }), (rate, before) => {
      const flood = Array.from({ length: before }, () => ({ afterMs: 0, wanted: 50, share: 50 }));
      const steady = Array.from({ length: 50 }, () => ({ afterMs: callMs(rate), wanted: 1, share: 1 }));
      expect(
        run(rate, [...flood, ...steady])
          .slice(before)
          .map(({ granted }) => granted),
      ).not.toContain(0);
    }),
  );
});

test('nobody gets a share of what is scarce', () => {
  expect(takeCalls({ perMinute: 60, burst: 100 }, 49_000, { wanted: 1, share: 20 }).granted).toBe(20);
  expect(takeCalls({ perMinute: 60, burst: 100 }, 50_000, { wanted: 1, share: 20 }).granted).toBe(1);
  expect(takeCalls({ perMinute: 60, burst: 100 }, 98_000, { wanted: 5, share: 20 }).granted).toBe(2);
});

test('who is refused is told when the next call may be made, and when all are there again', () => {
  expect(stateOf({ perMinute: 60, burst: 10 }, 0)).toEqual({ left: 10, untilFullMs: 0, waitMs: 0 });
  expect(stateOf({ perMinute: 60, burst: 10 }, 9_500)).toEqual({ left: 0, untilFullMs: 9_500, waitMs: 500 });
  expect(stateOf({ perMinute: 20, burst: 1 }, 3_000)).toEqual({ left: 0, untilFullMs: 3_000, waitMs: 3_000 });
});
