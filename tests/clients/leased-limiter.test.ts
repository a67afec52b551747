import { expect, test } from '@jest/globals';
import { leased } from '../../clients/leased-limiter.js';
import { createTimeBudget } from '../../lib/time-budget.js';
import { eventually } from '../support/eventually.js';

test('a lease is used up call by call, and what is left of it ends with its window', async () => {
  const taken: number[] = [];
  const limiter = leased(async (_key, calls) => {
    taken.push(calls);
    return { allowed: true, limit: 10_000, remaining: 10_000 - calls * taken.length, resetSeconds: 1 };
  }, 1_000);
  const consume = (key: string) => limiter.consume(key, createTimeBudget(500));

  expect(await consume('anna')).toMatchObject({ remaining: 9_999, resetSeconds: 1 });
  expect(await consume('anna')).toMatchObject({ remaining: 9_998 });
  expect(taken).toEqual([1_000]);
  const renewed = await eventually(async () => {
    const state = await consume('anna');
    return taken.length > 1 && state;
  }, 10_000);
  expect(renewed).toMatchObject({ remaining: 8_999, resetSeconds: 1 });
});
