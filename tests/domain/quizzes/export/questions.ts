import fc from 'fast-check';
import type { ExportedQuestion } from '../../../../domain/quizzes/export/exported-question.js';

const optionsOf = (texts: readonly string[]) => texts.map((text, at) => ({ id: `o${at}`, text }));

/** A question of each kind whose texts are given. */
export function questionsOf(texts: readonly [string, string, string, string]): ExportedQuestion[] {
  const [name, stem, explanation, more] = texts;
  const about = { name, stem, explanation };
  const options = optionsOf(texts);
  const prompts = optionsOf([more, stem, explanation]);
  const ids = options.map(({ id }) => id);
  const numeric = { kind: 'numeric', value: 1.5e-19, tolerance: { absolute: 0, relative: 0.1 } } as const;
  return [
    { ...about, form: { kind: 'single-choice', options }, key: { kind: 'single-choice', right: 'o1' } },
    {
      ...about,
      form: { kind: 'multiple-choice', options },
      key: { kind: 'multiple-choice', right: ['o0', 'o2', 'o3'] },
    },
    { ...about, form: { kind: 'true-false' }, key: { kind: 'true-false', right: false } },
    { ...about, form: { kind: 'numeric', needsUnit: true }, key: { ...numeric, unit: 'tempC' } },
    { ...about, form: { kind: 'numeric', needsUnit: false }, key: { ...numeric, value: -2, unit: null } },
    { ...about, form: { kind: 'short-text' }, key: { kind: 'short-text', accepted: [more, stem] } },
    { ...about, form: { kind: 'ordering', items: options }, key: { kind: 'ordering', right: ids.toReversed() } },
    {
      ...about,
      form: { kind: 'matching', prompts, options },
      key: { kind: 'matching', right: { o0: 'o1', o1: 'o3', o2: 'o0' } },
    },
  ];
}

export const PLAIN: [string, string, string, string] = ['cells', 'What is it?', 'Because so.', 'osmosis'];

/** Texts of what formats have for signs. */
const SIGNS = [
  ...'~=#{}:\\%[]<>&*"\'/$^_-. ab1é😀\n\t\0',
  '->',
  '//',
  '####',
  '[html]',
  '::',
  '%50%',
  '$x^{2}$',
  '\\$',
  ']]>',
];
const text = fc
  .array(fc.constantFrom(...SIGNS), { maxLength: 20 })
  // A text that is a question has something to see at its ends.
  .map((signs) => `q${signs.join('')}z`);
export const hostileTexts = fc.tuple(text, text, text, text);
