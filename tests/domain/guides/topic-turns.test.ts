import { describe, expect, test } from '@jest/globals';
import { topicTurns } from '../../../domain/guides/topic-turns.js';

/** Chunks, each turned by some degrees from the one before: 90 where nothing is shared. */
function chunks(...turns: number[]): number[][] {
  let angle = 0;
  return turns.map((turn) => {
    angle += (turn * Math.PI) / 180;
    return [Math.cos(angle), Math.sin(angle)];
  });
}
const same = (count: number) => Array.from({ length: count }, () => 0);
const topic = (first: number, count = 8) => [first, ...same(count - 1)];
const topicsOf = (count: number, length: number) =>
  Array.from({ length: count * length }, (_, at) =>
    Array.from({ length: count }, (_one, topicNo) => (topicNo === Math.floor(at / length) ? 1 : 0)),
  );

describe('a topic turns', () => {
  test.each([
    ['once between two halves of a long text', chunks(...topic(0, 16), ...topic(90, 16)), [0, 16]],
    ['before its last two chunks', chunks(...topic(0, 10), 90, 0), [0, 10]],
    ['after its first two chunks', chunks(0, 0, ...topic(90, 10)), [0, 2]],
    ['nowhere in three chunks', chunks(0, 90, 0), [0]],
    ['once into a topic whose chunks are less alike', chunks(...topic(0), 90, 45, 45, 45, 45), [0, 8]],
    [
      'eleven times at most, the first of those that are as deep',
      topicsOf(15, 4),
      [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44],
    ],
  ])('%s', (_what, vectors, expected) => {
    expect(topicTurns(vectors)).toEqual(expected);
  });

  test('at the first of two places that are as deep', () => {
    const [before, between, after] = [
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    expect(topicTurns([before, before, before, before, between, after, after, after, after])).toEqual([0, 4]);
  });

  test.each([
    [40, [0, 16, 24, 32]],
    [42, [0, 8, 16, 24, 32]],
  ])('by %i degrees or not, among others that turn by 90', (turn, expected) => {
    const vectors = chunks(...topic(0), ...topic(turn), ...topic(90), ...topic(90), ...topic(90));
    expect(topicTurns(vectors)).toEqual(expected);
  });

  test('where one chunk stands between two topics, among others that turn at once', () => {
    const onAxis = (axis: number) => Array.from({ length: 5 }, (_, at) => (at === axis ? 1 : 0));
    const own = (axis: number) => Array.from({ length: 6 }, () => onAxis(axis));
    const vectors = [...own(0), [1, 1, 0, 0, 0], ...own(1), ...own(2), ...own(3), ...own(4)];
    expect(topicTurns(vectors)).toEqual([0, 6, 13, 19, 25]);
  });

  test('where one drifts into the next over several chunks, among others that turn at once', () => {
    const drift = [5, 10, 20, 30, 20, 10, 5];
    const vectors = chunks(...topic(0), ...drift, ...same(5), ...topic(90), ...topic(90), ...topic(90));
    expect(topicTurns(vectors)).toEqual([0, 11, 20, 28, 36]);
  });

  test('not where chunks differ by their length only', () => {
    expect(topicTurns(Array.from({ length: 12 }, (_, at) => [0.1, 0.2, 0.3].map((one) => one * (at + 1))))).toEqual([
      0,
    ]);
  });
});
