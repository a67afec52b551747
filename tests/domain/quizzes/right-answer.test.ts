import { describe, expect, test } from '@jest/globals';
import { modelAnswer } from '../../../domain/quizzes/model-answer.js';
import type { GivenAnswer, QuestionForm, QuestionKey } from '../../../domain/quizzes/question.js';
import { optionsOf, promptsOf, rightAnswer } from '../../../domain/quizzes/right-answer.js';

const options = [
  { id: 'o1', text: 'Iron' },
  { id: 'o2', text: 'Tin' },
];
const prompts = [
  { id: 'p1', text: 'Fe' },
  { id: 'p2', text: 'Sn' },
];
const tolerance = { absolute: 0, relative: 0 };
const matching: QuestionForm = { kind: 'matching', prompts, options };

test.each<[QuestionForm, QuestionKey, string, GivenAnswer]>([
  [
    { kind: 'single-choice', options },
    { kind: 'single-choice', right: 'o2' },
    'Tin',
    { kind: 'single-choice', chosen: 'o2' },
  ],
  [
    { kind: 'multiple-choice', options },
    { kind: 'multiple-choice', right: ['o2', 'o1'] },
    'Tin\nIron',
    { kind: 'multiple-choice', chosen: ['o2', 'o1'] },
  ],
  [{ kind: 'true-false' }, { kind: 'true-false', right: true }, 'True', { kind: 'true-false', chosen: true }],
  [{ kind: 'true-false' }, { kind: 'true-false', right: false }, 'False', { kind: 'true-false', chosen: false }],
  [
    { kind: 'numeric', needsUnit: true },
    { kind: 'numeric', value: 2.5, unit: 'km', tolerance },
    '2.5 km',
    { kind: 'numeric', text: '2.5 km' },
  ],
  [
    { kind: 'numeric', needsUnit: false },
    { kind: 'numeric', value: 0, unit: null, tolerance },
    '0',
    { kind: 'numeric', text: '0' },
  ],
  [
    { kind: 'numeric', needsUnit: true },
    { kind: 'numeric', value: 24, unit: 'tempC', tolerance },
    '24 °C',
    { kind: 'numeric', text: '24 tempC' },
  ],
  [{ kind: 'short-text' }, { kind: 'short-text', accepted: ['a', 'b'] }, 'a', { kind: 'short-text', text: 'a' }],
  [
    { kind: 'ordering', items: options },
    { kind: 'ordering', right: ['o2', 'o1'] },
    '1. Tin\n2. Iron',
    { kind: 'ordering', order: ['o2', 'o1'] },
  ],
  [
    matching,
    { kind: 'matching', right: { p1: 'o1', p2: 'o2' } },
    'Fe: Iron\nSn: Tin',
    { kind: 'matching', pairs: { p1: 'o1', p2: 'o2' } },
  ],
])('of %j with the key %j what is right is %j', (form, key, text, answer) => {
  expect(rightAnswer(form, key)).toBe(text);
  expect(modelAnswer(key)).toEqual(answer);
});

describe('what is right is left empty', () => {
  test('where the question does not have the option of its key, or its prompt has none', () => {
    expect(rightAnswer({ kind: 'single-choice', options }, { kind: 'single-choice', right: 'o9' })).toBe('');
    expect(rightAnswer(matching, { kind: 'matching', right: { p1: 'o1' } })).toBe('Fe: Iron\nSn: ');
  });

  test('where no text is accepted', () => {
    expect(rightAnswer({ kind: 'short-text' }, { kind: 'short-text', accepted: [] })).toBe('');
    expect(modelAnswer({ kind: 'short-text', accepted: [] })).toEqual({ kind: 'short-text', text: '' });
  });
});

test('prompts are of pairs alone, and options of what is chosen, ordered or matched', () => {
  expect([promptsOf(matching), optionsOf(matching)]).toEqual([prompts, options]);
  expect([promptsOf({ kind: 'ordering', items: options }), optionsOf({ kind: 'ordering', items: options })]).toEqual([
    ...[[], options],
  ]);
  expect([promptsOf({ kind: 'short-text' }), optionsOf({ kind: 'short-text' })]).toEqual([[], []]);
});
