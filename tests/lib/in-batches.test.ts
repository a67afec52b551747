import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inBatches } from '../../lib/in-batches.js';

const listOf = (all: readonly number[]) => async (after: number | undefined, limit: number) =>
  all.filter((one) => after === undefined || one > after).slice(0, limit);

test('all are given once, in batches of at most the limit, none of them empty', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 10 }), async (length, limit) => {
      const all = Array.from({ length }, (_, index) => index);
      const batches: number[][] = [];
      for await (const batch of inBatches(limit, listOf(all))) batches.push(batch);
      expect(batches.flat()).toEqual(all);
      expect(batches.every((batch) => batch.length > 0 && batch.length <= limit)).toBe(true);
    }),
  );
});

test('what is removed meanwhile leaves none of the others out', async () => {
  const all = [0, 1, 2, 3, 4, 5];
  const seen: number[] = [];
  for await (const batch of inBatches(2, (after: number | undefined, limit) => listOf(all)(after, limit))) {
    seen.push(...batch);
    all.splice(0, batch.length);
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});
