import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markTicked } from '../../../../domain/quizzes/grading/choices.js';
import { gradeAnswer } from '../../../../domain/quizzes/grading/grade-answer.js';
import { markPairs } from '../../../../domain/quizzes/grading/matching.js';
import { markOrder } from '../../../../domain/quizzes/grading/ordering.js';

const optionsOf = (ids: string[]) => ids.map((id) => ({ id, text: id }));
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('markTicked', () => {
  test.each([
    ['ab', 'abcd', 'ab', 1],
    ['ab', 'abcd', 'a', 0.5],
    ['ab', 'abcd', 'abc', 0.5],
    ['ab', 'abcd', 'ac', 0],
    ['ab', 'abcd', 'cd', 0],
    ['ab', 'abcd', '', 0],
    ['abc', 'abcd', 'abcd', 0],
    ['abc', 'abcd', 'abc', 1],
    ['ab', 'ab', 'ab', 1],
  ])('right %s of %s, ticked %j: %d', (right, all, chosen, mark) => {
    expect(markTicked(optionsOf([...all]), [...right], [...chosen])).toBe(mark);
  });

  test('is 1 for the key alone, grows with what is right, and falls with what is wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.subarray(IDS), (keys, chosen) => {
        const right = IDS.slice(0, keys);
        const mark = markTicked(optionsOf(IDS), right, chosen);
        expect(mark).toBeGreaterThanOrEqual(0);
        expect(mark === 1).toBe(chosen.length === keys && right.every((id) => chosen.includes(id)));
        const missing = right.find((id) => !chosen.includes(id));
        if (missing && chosen.length < IDS.length - 1)
          expect(markTicked(optionsOf(IDS), right, [...chosen, missing])).toBeGreaterThanOrEqual(mark);
        const wrong = IDS.slice(keys).find((id) => !chosen.includes(id));
        if (wrong) expect(markTicked(optionsOf(IDS), right, [...chosen, wrong])).toBeLessThanOrEqual(mark);
      }),
    );
  });
});

describe('markOrder', () => {
  test.each([
    ['abcd', 1],
    ['dcba', 0],
    ['bcda', 2 / 3],
    ['dabc', 2 / 3],
    ['abdc', 1 / 3],
    ['cdab', 1 / 3],
    ['acbd', 0],
  ])('%s counts %d', (order, mark) => {
    expect(markOrder([...'abcd'], [...order])).toBe(mark);
  });

  test('is 1 only where all are right, and 0 only where no two follow each other', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IDS, { minLength: IDS.length }), (order) => {
        const mark = markOrder(IDS, order);
        expect(mark === 1).toBe(order.join() === IDS.join());
        expect(mark > 0).toBe(IDS.slice(1).some((id, at) => order.join('').includes(`${IDS[at]}${id}`)));
      }),
    );
  });
});

test('markPairs is the share of right pairs', () => {
  const right = { p: '1', q: '2', r: '3', s: '4' };
  expect(markPairs(right, right)).toBe(1);
  expect(markPairs(right, { ...right, p: '2', q: '1' })).toBe(0.5);
  expect(markPairs(right, {})).toBe(0);
});

describe('gradeAnswer', () => {
  const options = optionsOf(['a', 'b', 'c']);

  test('marks each kind by its rule', () => {
    expect(
      gradeAnswer(
        { kind: 'single-choice', options },
        { kind: 'single-choice', right: 'a' },
        { kind: 'single-choice', chosen: 'a' },
      ),
    ).toEqual({ mark: 1, rule: 'single-choice' });
    expect(
      gradeAnswer(
        { kind: 'multiple-choice', options },
        { kind: 'multiple-choice', right: ['a', 'b'] },
        { kind: 'multiple-choice', chosen: ['a'] },
      ),
    ).toEqual({ mark: 0.5, rule: 'multiple-choice' });
    expect(
      gradeAnswer({ kind: 'true-false' }, { kind: 'true-false', right: false }, { kind: 'true-false', chosen: true }),
    ).toEqual({ mark: 0, rule: 'true-false' });
    expect(
      gradeAnswer(
        { kind: 'numeric', needsUnit: true },
        { kind: 'numeric', value: 5, unit: 'm', tolerance: { absolute: 0, relative: 0 } },
        { kind: 'numeric', text: '500 cm' },
      ),
    ).toEqual({ mark: 1, rule: 'numeric' });
    expect(
      gradeAnswer(
        { kind: 'short-text' },
        { kind: 'short-text', accepted: ['osmosis'] },
        { kind: 'short-text', text: 'Osmosis' },
      ),
    ).toEqual({ mark: 1, rule: 'short-text' });
    expect(
      gradeAnswer(
        { kind: 'ordering', items: options },
        { kind: 'ordering', right: ['a', 'b', 'c'] },
        { kind: 'ordering', order: ['b', 'c', 'a'] },
      ),
    ).toEqual({ mark: 0.5, rule: 'ordering' });
    expect(
      gradeAnswer(
        { kind: 'matching', prompts: options, options },
        { kind: 'matching', right: { a: 'a', b: 'b', c: 'c' } },
        { kind: 'matching', pairs: { a: 'a', b: 'c', c: 'b' } },
      ),
    ).toEqual({ mark: 1 / 3, rule: 'matching' });
  });

  test('gives nothing for nothing', () => {
    expect(gradeAnswer({ kind: 'true-false' }, { kind: 'true-false', right: true }, null)).toEqual({
      mark: 0,
      rule: 'true-false',
      problem: 'not-answered',
    });
  });

  test('does not mix questions', () => {
    expect(() =>
      gradeAnswer({ kind: 'true-false' }, { kind: 'true-false', right: true }, { kind: 'single-choice', chosen: 'a' }),
    ).toThrow(RangeError);
  });
});
