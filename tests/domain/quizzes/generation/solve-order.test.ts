import { describe, expect, test } from '@jest/globals';
import { formForSolve } from '../../../../domain/quizzes/generation/solve-order.js';
import type { Option, QuestionForm } from '../../../../domain/quizzes/question.js';
import { optionsOf, promptsOf } from '../../../../domain/quizzes/right-answer.js';

const listOf = (...texts: string[]): Option[] => texts.map((text) => ({ id: `id-${text}`, text }));
const textsIn = (options: readonly Option[]) => options.map(({ text }) => text);
const options = listOf('a', 'b', 'c', 'd');
const prompts = listOf('w', 'x', 'y', 'z');
const FORMS: QuestionForm[] = [
  { kind: 'single-choice', options },
  { kind: 'multiple-choice', options },
  { kind: 'ordering', items: options },
  { kind: 'matching', prompts, options },
];
const IDS = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'];

describe('What a solver is shown of a question', () => {
  test.each(FORMS.map((form) => [form.kind, form] as const))(
    'of %s is all of it, in another order for each question and the same one each time',
    (_kind, form) => {
      const first = IDS.map((id) => formForSolve({ id, form }, 0));
      for (const shown of first) {
        expect(shown.kind).toBe(form.kind);
        expect(optionsOf(shown).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(options);
      }
      expect(new Set(first.map((shown) => textsIn(optionsOf(shown)).join(''))).size).toBeGreaterThan(1);
      expect(IDS.map((id) => formForSolve({ id, form }, 0))).toEqual(first);
    },
  );

  test.each(FORMS.map((form) => [form.kind, form] as const))(
    'of %s stands one place further to the front in the second solve, and the first at the end',
    (_kind, form) => {
      for (const id of IDS) {
        const [first, second] = [formForSolve({ id, form }, 0), formForSolve({ id, form }, 1)];
        const [front, ...rest] = textsIn(optionsOf(first));
        expect(textsIn(optionsOf(second))).toEqual([...rest, front]);
        expect(second.kind).toBe(form.kind);
        expect(promptsOf(second)).toEqual(promptsOf(first));
      }
    },
  );

  test.each<QuestionForm>([
    { kind: 'true-false' },
    { kind: 'short-text' },
    { kind: 'numeric', needsUnit: true },
    { kind: 'single-choice', options: [] },
    { kind: 'ordering', items: [] },
  ])('is the same in both solves where nothing can be moved: %j', (form) => {
    expect([formForSolve({ id: 'q', form }, 0), formForSolve({ id: 'q', form }, 1)]).toStrictEqual([form, form]);
  });
});
