import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countLeft, DAILY_NEW, DAILY_REVIEWS, pickDue } from '../../../../domain/learning/reviews/pick-due.js';

interface Card {
  id: string;
  topicId: string | null;
}
const cards = (kind: string, count: number, topicOf: (at: number) => string | null = () => null): Card[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${kind}${at}`, topicId: topicOf(at) }));
const ids = (picked: readonly Card[]) => picked.map(({ id }) => id).join(' ');
const NOTHING_DONE = { reviewedToday: 0, newToday: 0 };

describe('new cards', () => {
  test('are one in five while there are others, and come last else', () => {
    const queue = { due: cards('d', 6), fresh: cards('n', 3), ...NOTHING_DONE };
    expect(ids(pickDue(queue))).toBe('d0 d1 d2 d3 n0 d4 d5 n1 n2');
  });

  test('are all there is where nothing is due, up to their cap', () => {
    expect(pickDue({ due: [], fresh: cards('n', 50), ...NOTHING_DONE })).toHaveLength(DAILY_NEW);
    expect(pickDue({ due: [], fresh: cards('n', 50), reviewedToday: 15, newToday: 15 })).toHaveLength(5);
  });
});

test('a day has its cap, with what was reviewed of it', () => {
  const queue = { due: cards('d', 300), fresh: cards('n', 50) };
  const picked = pickDue({ ...queue, ...NOTHING_DONE });
  expect(picked).toHaveLength(DAILY_REVIEWS);
  expect(picked.filter(({ id }) => id.startsWith('n'))).toHaveLength(20);
  expect(pickDue({ ...queue, reviewedToday: 98, newToday: 0 })).toHaveLength(2);
  expect(pickDue({ ...queue, reviewedToday: 140, newToday: 30 })).toEqual([]);
});

test('the count of a day is the number of its cards', () => {
  const few = fc.nat(130);
  fc.assert(
    fc.property(few, few, few, few, (dueCount, freshCount, reviewedToday, newToday) => {
      const done = { reviewedToday, newToday };
      const picked = pickDue({ due: cards('d', dueCount), fresh: cards('n', freshCount), ...done });
      expect(countLeft({ dueCount, freshCount, ...done })).toBe(picked.length);
    }),
    { numRuns: 30 },
  );
});

describe('topics', () => {
  test('change where they can, and otherwise the order stays', () => {
    const due = cards('d', 6, (at) => (at < 3 ? 'a' : 'b'));
    expect(ids(pickDue({ due, fresh: [], ...NOTHING_DONE }))).toBe('d0 d3 d1 d4 d2 d5');
    expect(ids(pickDue({ due: cards('d', 4), fresh: [], ...NOTHING_DONE }))).toBe('d0 d1 d2 d3');
  });

  test.each([
    [['a', 'a', 'a', 'b'], 'd0 d3 d1 d2'],
    [['a', 'b', 'b', 'b'], 'd1 d0 d2 d3'],
    [['a', 'a', 'b', 'b', 'b', 'b'], 'd2 d0 d3 d1 d4 d5'],
    [[null, 'a'], 'd0 d1'],
    [[null, null, 'a'], 'd0 d1 d2'],
    [['a', null, 'a', null], 'd0 d1 d2 d3'],
  ])('of %j change for the one with over half of what is left, else by the order', (of, order) => {
    const due = cards('d', of.length, (at) => of[at] ?? null);
    expect(ids(pickDue({ due, fresh: [], ...NOTHING_DONE }))).toBe(order);
  });

  test('never stand next to themselves but where one has more cards than all others and one', () => {
    const topics = fc.array(fc.constantFrom('a', 'b', 'c', null), { maxLength: 60 });
    fc.assert(
      fc.property(topics, (of) => {
        const due = cards('d', of.length, (at) => of[at] ?? null);
        const picked = pickDue({ due, fresh: [], ...NOTHING_DONE });
        expect(picked.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))).toEqual(due);
        const most = Math.max(0, ...['a', 'b', 'c'].map((topic) => of.filter((one) => one === topic).length));
        const pairs = picked.filter(({ topicId }, at) => topicId !== null && topicId === picked[at - 1]?.topicId);
        expect(pairs).toHaveLength(Math.max(0, most - (of.length - most) - 1));
      }),
      { numRuns: 500 },
    );
  });
});
