import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gradeAnswer } from '../../../../domain/quizzes/grading/grade-answer.js';
import { readAnswer } from '../../../../domain/quizzes/grading/read-answer.js';
import type { QuestionForm, QuestionKey } from '../../../../domain/quizzes/question.js';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: id }));
const single: QuestionForm = { kind: 'single-choice', options };
const multiple: QuestionForm = { kind: 'multiple-choice', options };
const trueFalse: QuestionForm = { kind: 'true-false' };
const bare: QuestionForm = { kind: 'numeric', needsUnit: false };
const withUnit: QuestionForm = { kind: 'numeric', needsUnit: true };
const short: QuestionForm = { kind: 'short-text' };
const ordering: QuestionForm = { kind: 'ordering', items: options };
const matching: QuestionForm = { kind: 'matching', prompts: options, options };

describe('readAnswer', () => {
  test.each<[QuestionForm, unknown]>([
    [single, { kind: 'single-choice', chosen: 'a' }],
    [multiple, { kind: 'multiple-choice', chosen: ['c', 'a'] }],
    [multiple, { kind: 'multiple-choice', chosen: [] }],
    [trueFalse, { kind: 'true-false', chosen: false }],
    [bare, { kind: 'numeric', text: '-1,5' }],
    [bare, { kind: 'numeric', text: '50 %' }],
    [withUnit, { kind: 'numeric', text: '5 km' }],
    [withUnit, { kind: 'numeric', text: '5' }],
    [short, { kind: 'short-text', text: 'osmosis' }],
    [ordering, { kind: 'ordering', order: ['c', 'a', 'b'] }],
    [matching, { kind: 'matching', pairs: { a: 'c', b: 'b', c: 'a' } }],
  ])('takes %j: %j', (form, sent) => {
    expect(readAnswer(form, sent)).toEqual({ answer: sent });
  });

  test('tells by what the student sees why something is refused', () => {
    const refusalOf = (form: QuestionForm, sent: object) => {
      const read = readAnswer(form, { kind: form.kind, ...sent });
      return 'refusal' in read ? read.refusal : undefined;
    };
    expect([
      refusalOf(single, { kind: 'true-false' }),
      refusalOf(multiple, { chosen: 'a' }),
      refusalOf(multiple, { chosen: ['a', 'b', 'c', 'a'] }),
      refusalOf(multiple, { chosen: ['a', 'z'] }),
      refusalOf(multiple, { chosen: ['a', 'a'] }),
      refusalOf(ordering, { order: ['a', 'b'] }),
      refusalOf(matching, { pairs: [] }),
      refusalOf(matching, { pairs: { a: 'a' } }),
      refusalOf(short, { text: 'x'.repeat(201) }),
      refusalOf(bare, { text: '1'.repeat(101) }),
      refusalOf(bare, { text: '①' }),
      refusalOf(bare, { text: '1e400' }),
    ]).toEqual([
      'This question takes an answer of kind single-choice',
      'A list of ids is needed',
      'There are more ids than the question has',
      'An id is not one of this question',
      'An id is there twice',
      'An order names every item',
      'Pairs of ids are needed',
      'Every prompt needs its pair',
      'A short text has 200 characters at most',
      'A number has 100 characters at most',
      'Write digits plainly, and powers as 10^3',
      'The number is too large or too small',
    ]);
  });

  test('takes a text of 200 characters, and a number of 100', () => {
    expect(readAnswer(short, { kind: 'short-text', text: 'x'.repeat(200) })).toHaveProperty('answer');
    expect(readAnswer(bare, { kind: 'numeric', text: `0.${'1'.repeat(98)}` })).toHaveProperty('answer');
  });

  test('keeps nothing that the kind does not have', () => {
    expect(readAnswer(single, { kind: 'single-choice', chosen: 'a', mark: 1 })).toEqual({
      answer: { kind: 'single-choice', chosen: 'a' },
    });
  });

  test.each<[string, QuestionForm, unknown]>([
    ['nothing', single, undefined],
    ['null', single, null],
    ['a list', single, []],
    ['another kind', single, { kind: 'true-false', chosen: true }],
    ['an id of another question', single, { kind: 'single-choice', chosen: 'z' }],
    ['a number for an id', single, { kind: 'single-choice', chosen: 1 }],
    ['no id', single, { kind: 'single-choice' }],
    ['an id twice', multiple, { kind: 'multiple-choice', chosen: ['a', 'a'] }],
    ['an unknown id', multiple, { kind: 'multiple-choice', chosen: ['a', 'z'] }],
    ['a million ids', multiple, { kind: 'multiple-choice', chosen: Array(1_000_000).fill('a') }],
    ['an id instead of a list', multiple, { kind: 'multiple-choice', chosen: 'a' }],
    ['a word for true', trueFalse, { kind: 'true-false', chosen: 'true' }],
    ['a number that is no text', bare, { kind: 'numeric', text: 5 }],
    ['no number', bare, { kind: 'numeric', text: 'five' }],
    ['a unit that is not asked for', bare, { kind: 'numeric', text: '5 m' }],
    ['an unknown unit', withUnit, { kind: 'numeric', text: '5 blorps' }],
    ['a long number', bare, { kind: 'numeric', text: '1'.repeat(1_000_000) }],
    ['an empty text', short, { kind: 'short-text', text: ' ' }],
    ['a text of marks', short, { kind: 'short-text', text: '?!' }],
    ['a long text', short, { kind: 'short-text', text: 'a'.repeat(1_000_000) }],
    ['NUL', short, { kind: 'short-text', text: 'a\0' }],
    ['half a surrogate pair', short, { kind: 'short-text', text: 'a\ud800' }],
    ['an item that is missing', ordering, { kind: 'ordering', order: ['a', 'b'] }],
    ['an item twice', ordering, { kind: 'ordering', order: ['a', 'b', 'b'] }],
    ['a pair that is missing', matching, { kind: 'matching', pairs: { a: 'a', b: 'b' } }],
    ['an option twice', matching, { kind: 'matching', pairs: { a: 'a', b: 'a', c: 'c' } }],
    ['an unknown prompt', matching, { kind: 'matching', pairs: { a: 'a', b: 'b', z: 'c' } }],
    ['a list of pairs', matching, { kind: 'matching', pairs: [['a', 'a']] }],
    ['a prototype', matching, JSON.parse('{"kind":"matching","pairs":{"__proto__":"a","b":"b","c":"c"}}')],
  ])('refuses %s', (_, form, sent) => {
    expect(readAnswer(form, sent)).toEqual({ refusal: expect.stringMatching(/^[A-Z1].{5,}$/) });
  });

  const KEYS: [QuestionForm, QuestionKey][] = [
    [single, { kind: 'single-choice', right: 'a' }],
    [multiple, { kind: 'multiple-choice', right: ['a', 'b'] }],
    [trueFalse, { kind: 'true-false', right: true }],
    [bare, { kind: 'numeric', value: 1, unit: null, tolerance: { absolute: 0, relative: 0 } }],
    [withUnit, { kind: 'numeric', value: 1, unit: 'm', tolerance: { absolute: 0, relative: 0 } }],
    [short, { kind: 'short-text', accepted: ['osmosis'] }],
    [ordering, { kind: 'ordering', right: ['a', 'b', 'c'] }],
    [matching, { kind: 'matching', right: { a: 'a', b: 'b', c: 'c' } }],
  ];

  test('either refuses or gives what can be marked, whatever is sent', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('a', 'b', 'c', '5 m', true),
      fc.array(fc.constantFrom('a', 'b', 'c', 'z'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), value, fc.string({ unit: 'binary' }), ([form, key], any, text) => {
        for (const sent of [any, text]) {
          const input = { kind: form.kind, chosen: sent, text: sent, order: sent, pairs: sent };
          const read = readAnswer(form, input);
          if ('refusal' in read) continue;
          const grade = gradeAnswer(form, key, read.answer);
          expect(grade.mark >= 0 && grade.mark <= 1).toBe(true);
          expect(gradeAnswer(form, key, read.answer)).toEqual(grade);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
