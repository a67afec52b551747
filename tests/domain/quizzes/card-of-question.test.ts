import { describe, expect, test } from '@jest/globals';
import { cardOfQuestion, cardWithoutOptions } from '../../../domain/quizzes/card-of-question.js';
import type { QuestionForm, QuestionKey } from '../../../domain/quizzes/question.js';

const listOf = (...texts: string[]) => texts.map((text) => ({ id: `id-${text}`, text }));
const options = listOf('a', 'b');
const single: QuestionForm = { kind: 'single-choice', options };
const right: QuestionKey = { kind: 'single-choice', right: 'id-b' };
const statement = { form: { kind: 'true-false' }, key: { kind: 'true-false', right: true } } as const;

describe('A question as a card', () => {
  test.each<[QuestionForm, QuestionKey, string, string]>([
    [single, right, 'Why?\n- a\n- b', 'b\n\nSo.'],
    [{ kind: 'true-false' }, { kind: 'true-false', right: false }, 'True or false? Why?', 'False\n\nSo.'],
    [{ kind: 'short-text' }, { kind: 'short-text', accepted: ['x', 'y'] }, 'Why?', 'x\n\nSo.'],
    [
      { kind: 'ordering', items: options },
      { kind: 'ordering', right: ['id-b', 'id-a'] },
      'Why?\n- a\n- b',
      '1. b\n2. a\n\nSo.',
    ],
    [
      { kind: 'matching', prompts: listOf('p', 'q'), options },
      { kind: 'matching', right: { 'id-p': 'id-b', 'id-q': 'id-a' } },
      'Why?\n- p\n- q\n- a\n- b',
      'p: b\nq: a\n\nSo.',
    ],
  ])('has in front what was asked and on the back what is right and why: %j', (form, key, front, back) => {
    expect(cardOfQuestion({ stem: 'Why?', form, key, explanation: 'So.' })).toEqual({ front, back });
  });

  test.each([
    ['with its options where these just fit', 992, '\n- a\n- b'],
    ['without them where they are one character too long', 993, ''],
  ])('has its stem %s', (_what, length, more) => {
    const stem = 'x'.repeat(length);
    expect(cardOfQuestion({ stem, form: single, key: right, explanation: '' }).front).toBe(`${stem}${more}`);
  });

  test('has no longer a front than 1,000 characters, and no longer a back than 2,000', () => {
    const question = { ...statement, stem: 'x'.repeat(1_200), explanation: 'y'.repeat(2_100) };
    const back = `True\n\n${'y'.repeat(1_994)}`;
    expect(cardOfQuestion(question)).toEqual({ front: `True or false? ${'x'.repeat(985)}`, back });
    expect(cardWithoutOptions(question)).toEqual({ front: 'x'.repeat(1_000), back });
  });

  test('that can be answered without options has its stem alone in front', () => {
    expect(cardWithoutOptions({ stem: 'Why?', form: single, key: right, explanation: 'So.' })).toEqual({
      ...{ front: 'Why?', back: 'b\n\nSo.' },
    });
  });
});
