import { describe, expect, test } from '@jest/globals';
import { cardOfQuestion, cardWithoutOptions } from '../../../domain/quizzes/card-of-question.js';
import { composeQuestion } from '../../../domain/quizzes/compose-question.js';
import type { DraftAnswer } from '../../../domain/quizzes/draft-question.js';
import { gradeAnswer } from '../../../domain/quizzes/grading/grade-answer.js';
import { readAnswer } from '../../../domain/quizzes/grading/read-answer.js';
import { modelAnswer } from '../../../domain/quizzes/model-answer.js';
import { rightAnswer } from '../../../domain/quizzes/right-answer.js';

const tolerance = { absolute: 0, relative: 0 };
const DRAFTS: [DraftAnswer, string][] = [
  [{ kind: 'single-choice', right: 'so', wrong: ['a', 'zz'] }, 'so'],
  [{ kind: 'multiple-choice', right: ['so', 'and so'], wrong: ['a'] }, 'so\nand so'],
  [{ kind: 'true-false', right: false }, 'False'],
  [{ kind: 'numeric', value: 600, unit: 'm', tolerance, formula: '600', values: {} }, '600 m'],
  [{ kind: 'numeric', value: 0.5, unit: null, tolerance, formula: '1/2', values: {} }, '0.5'],
  [{ kind: 'short-text', accepted: ['osmosis', 'the osmosis'] }, 'osmosis'],
  [{ kind: 'ordering', items: ['z', 'a', 'm'] }, '1. z\n2. a\n3. m'],
  [
    {
      kind: 'matching',
      pairs: [
        ['p', 'z'],
        ['q', 'a'],
      ],
    },
    'p: z\nq: a',
  ],
];
/** As sorted texts have them, so that the order of ids is known. */
const idOf = (side: string, text: string) => `${side}-${text.split('').reverse().join('')}`;

describe.each(DRAFTS)('%j', (draft, text) => {
  const { form, key } = composeQuestion(draft, idOf);

  test('can be answered right, and is told as text', () => {
    const read = readAnswer(form, modelAnswer(key));
    expect(read).toHaveProperty('answer');
    expect(gradeAnswer(form, key, 'answer' in read ? read.answer : null).mark).toBe(1);
    expect(rightAnswer(form, key)).toBe(text);
  });

  test('shows nothing of the key by the order of what it shows', () => {
    const ids = [...JSON.stringify(form).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    for (const side of ['option', 'prompt'])
      expect(ids.filter((id) => id?.startsWith(side))).toEqual(ids.filter((id) => id?.startsWith(side)).toSorted());
    expect(Object.keys(form)).not.toContain('right');
  });

  test('makes a card that fits', () => {
    const { front, back } = cardOfQuestion({ stem: 'Why?', form, key, explanation: 'Because.' });
    expect(front).toContain('Why?');
    expect(back).toBe(`${text}\n\nBecause.`);
  });
});

test('a number is asked for with a unit only where its key has one', () => {
  const numeric = { kind: 'numeric' as const, value: 5, tolerance, formula: '5', values: {} };
  expect(composeQuestion({ ...numeric, unit: 'm' }, idOf).form).toEqual({ kind: 'numeric', needsUnit: true });
  expect(composeQuestion({ ...numeric, unit: null }, idOf).form).toEqual({ kind: 'numeric', needsUnit: false });
});

test('a card of a question with long options has the stem alone', () => {
  const wrong = ['b', 'c', 'd', 'e'].map((letter) => letter.repeat(300));
  const { form, key } = composeQuestion({ kind: 'single-choice', right: 'a', wrong }, idOf);
  expect(cardOfQuestion({ stem: 'Why?', form, key, explanation: 'x' }).front).toBe('Why?');
});

test('a card of a question that needs no options shows none', () => {
  const options = ['crabs', 'clams'].map((text) => ({ id: text, text }));
  const form = { kind: 'single-choice' as const, options };
  const key = { kind: 'single-choice' as const, right: 'crabs' };
  expect(cardWithoutOptions({ stem: 'It lives on ____.', form, key, explanation: 'So it says.' })).toEqual({
    front: 'It lives on ____.',
    back: 'crabs\n\nSo it says.',
  });
});
