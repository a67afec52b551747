import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchingOf, NO_MATCHING, poolOf } from '../../../../domain/social/leagues/matching.js';
import { participation } from '../../../../domain/social/leagues/membership.js';
import { type Competitor, outcomeOfLeaver, standingsOf } from '../../../../domain/social/leagues/standings.js';
import { COHORT_SIZE, linesOf, TIERS, tierAfter } from '../../../../domain/social/leagues/tiers.js';

const tiers = fc.integer({ min: 1, max: TIERS });
const sizes = fc.integer({ min: 0, max: COHORT_SIZE });
const competitors = fc.uniqueArray(
  fc.record({ userId: fc.uuid(), xp: fc.integer({ min: -5, max: 40 }), at: fc.date({ noInvalidDate: true }) }),
  {
    maxLength: COHORT_SIZE,
    selector: ({ userId }) => userId,
  },
);

/** Members with so much XP each, who got there one after the other. */
const withXp = (...all: number[]): Competitor[] =>
  all.map((xp, index) => ({ userId: `student-${index}`, xp, at: new Date(index) }));
const outcomes = (tier: number, ...all: number[]) => standingsOf(tier, withXp(...all)).map(({ outcome }) => outcome);

describe('the lines of a cohort', () => {
  test.each([
    [1, 20, null],
    [2, 15, 24],
    [3, 10, 24],
    [4, 7, 24],
    [5, 7, 24],
    [6, 7, 24],
    [7, 7, 24],
    [8, 7, 24],
    [9, 5, 24],
    [10, 0, 24],
  ])('of a full one in tier %i: up to %i go up, from %p on down', (tier, upTo, downFrom) => {
    expect(linesOf(tier, COHORT_SIZE)).toEqual({ upTo, downFrom });
  });

  test.each([
    [1, 1, 1, null],
    [3, 1, 0, null],
    [3, 2, 1, null],
    [4, 4, 1, null],
    [4, 5, 1, 5],
    [2, 15, 8, 13],
    [2, 29, 15, 24],
    [10, 10, 0, 9],
  ])('are scaled: in tier %i with %i students up to %i go up, from %p on down', (tier, students, upTo, downFrom) => {
    expect(linesOf(tier, students)).toEqual({ upTo, downFrom });
  });

  test('never meet, and a larger cohort never has fewer who go up or down', () => {
    fc.assert(
      fc.property(tiers, sizes, (tier, students) => {
        const { upTo, downFrom } = linesOf(tier, students);
        expect(upTo).toBeLessThan(downFrom ?? Number.POSITIVE_INFINITY);
        expect(upTo).toBeLessThanOrEqual(students);
        const larger = linesOf(tier, students + 1);
        expect(larger.upTo).toBeGreaterThanOrEqual(upTo);
        const down = (lines: typeof larger, of: number) => (lines.downFrom === null ? 0 : of - lines.downFrom + 1);
        expect(down(larger, students + 1)).toBeGreaterThanOrEqual(down({ upTo, downFrom }, students));
      }),
    );
  });
});

describe('standings', () => {
  test('share ranks of equal XP, and show first who got there first', () => {
    const [late, early] = [new Date(2), new Date(1)];
    const members = [
      { userId: 'a', xp: 10, at: late },
      { userId: 'b', xp: 30, at: late },
      { userId: 'c', xp: 10, at: early },
      { userId: 'd', xp: 5, at: early },
    ];
    const places = standingsOf(3, members).map(({ userId, rank }) => [userId, rank]);
    expect(places).toEqual([
      ['b', 1],
      ['c', 2],
      ['a', 2],
      ['d', 4],
    ]);
  });

  test('show first by their ids who got there at once, or never did', () => {
    const members = ['b', 'a', 'c'].map((userId) => ({ userId, xp: 0, at: null }));
    expect(standingsOf(3, members).map(({ userId }) => userId)).toEqual(['a', 'b', 'c']);
  });

  test('a tie at the line goes up, and one at the other line stays', () => {
    // Of ten in tier 9 two go up and two go down.
    expect(outcomes(9, 90, 80, 80, 80, 60, 50, 40, 30, 20, 10)).toEqual([
      ...['up', 'up', 'up', 'up', 'stay', 'stay', 'stay', 'stay', 'down', 'down'],
    ]);
    expect(outcomes(9, 90, 80, 70, 65, 60, 50, 40, 20, 20, 10).slice(7)).toEqual(['stay', 'stay', 'down']);
    expect(outcomes(9, 90, 80, 70, 65, 60, 50, 40, 30, 10, 10).slice(7)).toEqual(['stay', 'down', 'down']);
  });

  test('nobody goes up without XP, which a correction may have taken', () => {
    expect(outcomes(1, 5, 0, -15)).toEqual(['up', 'stay', 'stay']);
  });

  test('hold for any cohort, in whatever order it is given', () => {
    fc.assert(
      fc.property(tiers, competitors, (tier, members) => {
        const standings = standingsOf(tier, members);
        expect(standingsOf(tier, members.toReversed())).toEqual(standings);
        const { upTo, downFrom } = linesOf(tier, members.length);
        const earning = members.filter(({ xp }) => xp > 0).length;
        const up = standings.filter(({ outcome }) => outcome === 'up').length;
        const down = standings.filter(({ outcome }) => outcome === 'down').length;
        if (upTo > 0) expect(up).toBeGreaterThanOrEqual(Math.min(upTo, earning));
        else expect(up).toBe(0);
        expect(down).toBeLessThanOrEqual(downFrom === null ? 0 : members.length - downFrom + 1);
        for (const one of standings) {
          expect(one.rank).toBe(1 + members.filter(({ xp }) => xp > one.xp).length);
          const equals = standings.filter(({ xp }) => xp === one.xp);
          expect(equals.every(({ outcome }) => outcome === one.outcome)).toBe(true);
          const next = tierAfter(tier, one.outcome);
          expect(next >= 1 && next <= TIERS).toBe(true);
        }
      }),
    );
  });

  test('without ties are exact: as many go up and down as the lines say', () => {
    fc.assert(
      fc.property(tiers, sizes, (tier, students) => {
        const all = outcomes(tier, ...Array.from({ length: students }, (_, index) => students - index));
        const { upTo, downFrom } = linesOf(tier, students);
        const stays = (downFrom ?? students + 1) - 1 - upTo;
        const down = students - upTo - stays;
        expect(all).toEqual([...Array(upTo).fill('up'), ...Array(stays).fill('stay'), ...Array(down).fill('down')]);
      }),
    );
  });

  test('who has left goes down, but from the first tier', () => {
    expect([1, 2, 10].map((tier) => tierAfter(tier, outcomeOfLeaver(tier)))).toEqual([1, 1, 9]);
  });
});

describe('matching', () => {
  const quartiles = [10, 50, 200];
  const noon = new Date('2026-03-02T12:00:00Z');

  test.each([
    [0, [], 1],
    [119, [], 1],
    [120, [50], 1],
    [359, [50], 1],
    [360, [50], 3],
    [719, [50], 3],
    [720, [10, 50, 200], 3],
  ] as const)('of a tier of %i parts it by XP at %p and by %i zones', (students, xpBounds, zoneParts) => {
    expect(matchingOf({ students, quartiles })).toEqual({ xpBounds: [...xpBounds], zoneParts });
  });

  test('makes no part between equal bounds', () => {
    expect(matchingOf({ students: 1_000, quartiles: [0, 0, 5] }).xpBounds).toEqual([0, 5]);
  });

  test.each([
    ['Europe/Berlin', 0],
    ['Atlantic/Azores', 0],
    ['Africa/Lagos', 0],
    // Two hours behind UTC, and three; four ahead, and five; thirteen.
    ['Etc/GMT+2', 0],
    ['Etc/GMT+3', 2],
    ['Etc/GMT-4', 0],
    ['Etc/GMT-5', 1],
    ['Etc/GMT-13', 1],
    ['Asia/Kolkata', 1],
    ['Asia/Tokyo', 1],
    ['Pacific/Auckland', 1],
    ['America/New_York', 2],
    ['Pacific/Honolulu', 2],
    // The same hour as in Honolulu, a day ahead.
    ['Pacific/Kiritimati', 2],
  ])('finds %s in third %i', (timeZone, third) => {
    expect(poolOf({ xpBounds: [], zoneParts: 3 }, { xp: 0, timeZone, at: noon })).toBe(third);
  });

  test.each(['Asia/Kabul', 'America/St_Johns', 'Pacific/Chatham', 'Asia/Kathmandu'])(
    'finds %s, whose clock is between two hours, in one third at any minute',
    (timeZone) => {
      for (const day of ['2026-01-15', '2026-07-15']) {
        const minutes = ['00', '20', '40', '59'].map((minute) => new Date(`${day}T09:${minute}:30Z`));
        const thirds = minutes.map((at) => poolOf({ xpBounds: [], zoneParts: 3 }, { xp: 0, timeZone, at }));
        expect(new Set(thirds).size).toBe(1);
      }
    },
  );

  test.each([
    ['2026-03-02T00:00:00Z', 'Etc/GMT+2', 0],
    ['2026-03-02T00:00:00Z', 'Etc/GMT+3', 2],
    ['2026-03-02T23:00:00Z', 'Etc/GMT-4', 0],
    ['2026-03-02T23:00:00Z', 'Etc/GMT-5', 1],
  ])('finds the third at %s, when another date may be in %s', (at, timeZone, third) => {
    expect(poolOf({ xpBounds: [], zoneParts: 3 }, { xp: 0, timeZone, at: new Date(at) })).toBe(third);
  });

  test('has a student with the XP of a bound in the part above it', () => {
    const at = (xp: number) => poolOf({ xpBounds: [10, 50], zoneParts: 1 }, { xp, timeZone: 'Asia/Tokyo', at: noon });
    expect([9, 10, 49, 50].map(at)).toEqual([0, 1, 1, 2]);
  });

  test('has a pool for each part by XP in each third of the world', () => {
    const matching = matchingOf({ students: 1_000, quartiles });
    const pools = [0, 10, 50, 200].flatMap((xp) =>
      ['UTC', 'Asia/Kolkata', 'America/Lima'].map((timeZone) => poolOf(matching, { xp, timeZone, at: noon })),
    );
    expect(pools).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('puts alike students together, and each in a part that there is', () => {
    const student = fc.record({
      xp: fc.integer({ min: 0, max: 1_000 }),
      timeZone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/Lima'),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), student, student, (students, one, other) => {
        const matching = matchingOf({ students, quartiles });
        const [pool, another] = [one, other].map((each) => poolOf(matching, { ...each, at: noon })) as [number, number];
        expect(pool).toBeLessThan((matching.xpBounds.length + 1) * matching.zoneParts);
        if (one.timeZone === other.timeZone && one.xp >= other.xp) expect(pool).toBeGreaterThanOrEqual(another);
        expect(poolOf(NO_MATCHING, { ...one, at: noon })).toBe(0);
      }),
    );
  });
});

test('leagues are for who has told to be 16 or older and has not switched them off', () => {
  const all = ([null, 'under-13', '13-15', '16-or-older'] as const).flatMap((ageBand) =>
    [true, false].map((leagues) => participation({ ageBand, leagues })),
  );
  expect(all).toEqual(['age', 'age', 'age', 'age', 'age', 'age', 'in', 'off']);
});
