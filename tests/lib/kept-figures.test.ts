import { expect, test } from '@jest/globals';
import { keepFigures } from '../../lib/kept-figures.js';
import { eventually } from '../support/eventually.js';

const forever = new Promise<never>(() => {});

test('many who ask at once share one reading, and those after it have what it gave', async () => {
  let readings = 0;
  const kept = keepFigures(async () => ++readings, { keepMs: 60_000, waitMs: 10_000 });
  expect(await Promise.all([kept.read(), kept.read(), kept.read()])).toEqual([1, 1, 1]);
  expect(await kept.read()).toBe(1);
});

test('figures that are over are read anew', async () => {
  let readings = 0;
  const kept = keepFigures(async () => ++readings, { keepMs: 0, waitMs: 10_000 });
  expect([await kept.read(), await kept.read()]).toEqual([1, 2]);
});

test('a reading that hangs is waited for in vain by each who asks, and is not begun twice', async () => {
  let readings = 0;
  const kept = keepFigures(
    () => {
      readings += 1;
      return forever;
    },
    { keepMs: 0, waitMs: 5 },
  );
  expect([await kept.read(), await kept.read(), readings]).toEqual([undefined, undefined, 1]);
});

test('one that comes late is there for the next who asks', async () => {
  let arrive: (figures: number) => void = () => {};
  const late = new Promise<number>((resolve) => {
    arrive = resolve;
  });
  const kept = keepFigures(() => late, { keepMs: 60_000, waitMs: 5 });
  expect(await kept.read()).toBeUndefined();
  arrive(7);
  expect(await eventually(() => kept.read())).toBe(7);
});

test('one that fails gives none, and is not repeated before its time', async () => {
  let readings = 0;
  const kept = keepFigures(
    async () => {
      readings += 1;
      throw new Error('away');
    },
    { keepMs: 60_000, waitMs: 10_000 },
  );
  expect([await kept.read(), await kept.read(), readings]).toEqual([undefined, undefined, 1]);
});
