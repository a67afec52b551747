import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CALM, isShed, nextLevel, SHED_ORDER } from '../../domain/load-level.js';

const after = (looks: number[], level = CALM) => looks.reduce(nextLevel, level);
const times = (count: number, strain: number) => Array<number>(count).fill(strain);

test('a second of strain refuses nothing yet, and a look more begins with the first kind', () => {
  expect(after(times(4, 5))).toBe(0);
  const level = after(times(5, 5));
  expect(SHED_ORDER.filter((work) => isShed(level, work, 0))).toEqual(['unknown']);
});

test('passing strain refuses nothing, however often it comes with calm between', () => {
  const start = Array.from({ length: 50 }, () => [...times(2, 100), ...times(5, 0)]).flat();
  let level = CALM;
  for (const strain of start) {
    level = nextLevel(level, strain);
    expect(level).toBeLessThanOrEqual(0);
  }
});

test('between half the limit and all of it the level stays', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      fc.double({ min: CALM, max: 4, noNaN: true }),
      (strain, level) => {
        expect(nextLevel(level, strain)).toBe(level);
      },
    ),
  );
});

test('each kind is refused before the next one, and all but health in the end', () => {
  fc.assert(
    fc.property(
      fc.double({ min: CALM, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (level, chance) => {
        const refused = SHED_ORDER.map((work) => isShed(level, work, chance));
        expect(refused).toEqual([...refused].sort((a, b) => Number(b) - Number(a)));
      },
    ),
  );
  expect(SHED_ORDER.every((work) => isShed(after(times(40, 2)), work, 0.999))).toBe(true);
});

test('it ends when the strain does', () => {
  expect(after(times(50, 0), 4)).toBe(CALM);
});
