import { describe, expect, test } from '@jest/globals';
import { plainQuestion } from '../../../../domain/quizzes/export/exported-question.js';
import { giftOf } from '../../../../domain/quizzes/export/gift.js';
import type { QuestionForm, QuestionKey } from '../../../../domain/quizzes/question.js';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: `text ${id}` }));
const FORMS: QuestionForm[] = [
  { kind: 'single-choice', options },
  { kind: 'multiple-choice', options },
  { kind: 'ordering', items: options },
  { kind: 'matching', prompts: options, options },
  { kind: 'true-false' },
];
const KEYS: QuestionKey[] = [
  { kind: 'single-choice', right: 'a' },
  { kind: 'multiple-choice', right: ['a', 'b'] },
  { kind: 'ordering', right: ['c', 'b', 'a'] },
  { kind: 'matching', right: { a: 'b', b: 'a', c: 'c' } },
];
const PAIRS = KEYS.flatMap((key) => FORMS.map((form) => [form, key] as const));

describe('A question for other programs', () => {
  test.each(PAIRS.filter(([form, key]) => form.kind !== key.kind))(
    'is refused where form and key are of two questions: %j, %j',
    (form, key) => {
      const error = new RangeError(`A question of ${key.kind} has the form of ${form.kind}`);
      expect(() => plainQuestion({ form, key })).toThrow(error);
    },
  );

  test.each<[QuestionForm, QuestionKey]>([
    [
      { kind: 'ordering', items: options },
      { kind: 'ordering', right: ['a', 'z'] },
    ],
    [
      { kind: 'matching', prompts: options, options },
      { kind: 'matching', right: { a: 'z', b: 'a', c: 'b' } },
    ],
  ])('is refused where its key names what its form does not have: %j, %j', (form, key) => {
    const error = new RangeError('A key names z, which its form does not have');
    expect(() => plainQuestion({ form, key })).toThrow(error);
  });

  test.each([
    [true, '::n::[html]s {TRUE\n####[html]e\n}\n'],
    [false, '::n::[html]s {FALSE\n####[html]e\n}\n'],
  ])('is a statement in GIFT that is %s', (right, text) => {
    const question = { name: 'n', stem: 's', explanation: 'e', form: { kind: 'true-false' } } as const;
    expect(giftOf([{ ...question, key: { kind: 'true-false', right } }])).toBe(text);
  });
});
