import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markTicked } from '../../../../domain/quizzes/grading/choices.js';
import { gradeAnswer } from '../../../../domain/quizzes/grading/grade-answer.js';
import { markPairs } from '../../../../domain/quizzes/grading/matching.js';
import { markOrder } from '../../../../domain/quizzes/grading/ordering.js';
import { PROBLEMS, RULES } from '../../../../domain/quizzes/grading/rules.js';
import type { GivenAnswer, QuestionKey } from '../../../../domain/quizzes/question.js';

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

  test.each<[QuestionKey, GivenAnswer]>([
    [
      { kind: 'single-choice', right: 'a' },
      { kind: 'single-choice', chosen: 'b' },
    ],
    [
      { kind: 'true-false', right: true },
      { kind: 'true-false', chosen: false },
    ],
    [
      { kind: 'multiple-choice', right: ['a'] },
      { kind: 'multiple-choice', chosen: ['b'] },
    ],
    [
      { kind: 'ordering', right: ['a', 'b', 'c'] },
      { kind: 'ordering', order: ['c', 'b', 'a'] },
    ],
    [
      { kind: 'matching', right: { a: 'a', b: 'b' } },
      { kind: 'matching', pairs: { a: 'b', b: 'a' } },
    ],
  ])('gives 0 for what is wrong: %j, %j', (key, answer) => {
    expect(gradeAnswer({ kind: 'multiple-choice', options }, key, answer)).toEqual({ mark: 0, rule: key.kind });
  });

  test('gives the right word of a statement 1', () => {
    const [form, key] = [{ kind: 'true-false' }, { kind: 'true-false', right: false }] as const;
    expect(gradeAnswer(form, key, { kind: 'true-false', chosen: false }).mark).toBe(1);
  });

  test('gives nothing for nothing', () => {
    expect(gradeAnswer({ kind: 'true-false' }, { kind: 'true-false', right: true }, null)).toEqual({
      mark: 0,
      rule: 'true-false',
      problem: 'not-answered',
    });
  });

  const KEYS: QuestionKey[] = [
    { kind: 'single-choice', right: 'a' },
    { kind: 'multiple-choice', right: ['a'] },
    { kind: 'true-false', right: true },
    { kind: 'numeric', value: 1, unit: null, tolerance: { absolute: 0, relative: 0 } },
    { kind: 'short-text', accepted: ['osmosis'] },
    { kind: 'ordering', right: ['a', 'b'] },
    { kind: 'matching', right: { a: 'a' } },
  ];
  const ANSWERS: GivenAnswer[] = [
    { kind: 'single-choice', chosen: 'a' },
    { kind: 'multiple-choice', chosen: ['a'] },
    { kind: 'true-false', chosen: true },
    { kind: 'numeric', text: '1' },
    { kind: 'short-text', text: 'osmosis' },
    { kind: 'ordering', order: ['a', 'b'] },
    { kind: 'matching', pairs: { a: 'a' } },
  ];

  test.each(KEYS.map((key) => [key.kind, key] as const))('does not mix a question of %s with others', (kind, key) => {
    for (const answer of ANSWERS.filter((one) => one.kind !== kind))
      expect(() => gradeAnswer({ kind: 'true-false' }, key, answer)).toThrow(
        new RangeError(`A question of ${kind} has the form of true-false and an answer of ${answer.kind}`),
      );
  });

  test('does not mark ticks without the options that there were', () => {
    const [key, answer] = [KEYS[1] as QuestionKey, ANSWERS[1] as GivenAnswer];
    expect(() => gradeAnswer({ kind: 'single-choice', options }, key, answer)).toThrow(RangeError);
  });

  test('says each rule and each problem in a sentence', () => {
    expect(KEYS.filter(({ kind }) => !(kind in RULES))).toEqual([]);
    const said = [...Object.values(RULES), ...Object.values(PROBLEMS)];
    expect(said.filter((text) => !/^[A-Z].{10,}\.$/.test(text))).toEqual([]);
  });
});
