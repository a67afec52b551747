import { describe, expect, test } from '@jest/globals';
import type { DraftAnswer } from '../../../../domain/quizzes/draft-question.js';
import { draftOf } from '../../../../domain/quizzes/generation/draft-of.js';
import type { QuestionForm, QuestionKey } from '../../../../domain/quizzes/question.js';

const listOf = (...texts: string[]) => texts.map((text) => ({ id: `id-${text}`, text }));
const options = listOf('a', 'b', 'c');
const single: QuestionForm = { kind: 'single-choice', options };
const multiple: QuestionForm = { kind: 'multiple-choice', options };
const tolerance = { absolute: 0.1, relative: 0 };

describe('A stored question as its author would have written it', () => {
  test.each<[QuestionForm, QuestionKey, DraftAnswer]>([
    [single, { kind: 'single-choice', right: 'id-b' }, { kind: 'single-choice', right: 'b', wrong: ['a', 'c'] }],
    [
      multiple,
      { kind: 'multiple-choice', right: ['id-c', 'id-a'] },
      { kind: 'multiple-choice', right: ['c', 'a'], wrong: ['b'] },
    ],
    [{ kind: 'true-false' }, { kind: 'true-false', right: false }, { kind: 'true-false', right: false }],
    [
      { kind: 'numeric', needsUnit: true },
      { kind: 'numeric', value: 9.8, unit: 'm/s^2', tolerance },
      { kind: 'numeric', value: 9.8, unit: 'm/s^2', tolerance, formula: '9.8', values: {} },
    ],
    [
      { kind: 'short-text' },
      { kind: 'short-text', accepted: ['mitosis', 'cell division'] },
      { kind: 'short-text', accepted: ['mitosis', 'cell division'] },
    ],
    [
      { kind: 'ordering', items: options },
      { kind: 'ordering', right: ['id-c', 'id-a', 'id-b'] },
      { kind: 'ordering', items: ['c', 'a', 'b'] },
    ],
    [
      { kind: 'matching', prompts: listOf('x', 'y'), options },
      { kind: 'matching', right: { 'id-x': 'id-b', 'id-y': 'id-a' } },
      {
        kind: 'matching',
        pairs: [
          ['x', 'b'],
          ['y', 'a'],
        ],
      },
    ],
  ])('has its answer in texts, and nothing that is not kept: %j', (form, key, answer) => {
    expect(draftOf({ stem: 'What?', form, key })).toEqual({
      ...answer,
      ...{ stem: 'What?', explanation: '', difficulty: 'medium', evidence: { quote: '' } },
    });
  });

  test('has an empty text where its key names what the form does not have', () => {
    expect(draftOf({ stem: '', form: single, key: { kind: 'single-choice', right: 'gone' } })).toMatchObject({
      ...{ right: '', wrong: ['a', 'b', 'c'] },
    });
    const form: QuestionForm = { kind: 'matching', prompts: listOf('x'), options };
    expect(draftOf({ stem: '', form, key: { kind: 'matching', right: {} } })).toMatchObject({ pairs: [['x', '']] });
  });
});
