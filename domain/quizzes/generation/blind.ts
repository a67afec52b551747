import { gradeAnswer } from '../grading/grade-answer.js';
import { readAnswer } from '../grading/read-answer.js';
import type { Option, QuestionForm, QuestionKey } from '../question.js';
import { optionsOf, promptsOf } from '../right-answer.js';
import type { SolverVerdict } from './quiz-draft.js';

/** What a solver says: labels of options or a text, or why there is no answer. */
export type Solved = { answer: readonly string[] } | { none: 'ambiguous' | 'not-in-passage' };

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What there is to choose, order or match, each behind a letter, in the order of the form. */
export const labeledOptions = (form: QuestionForm): string[] =>
  optionsOf(form).map(({ text }, at) => `${LETTERS[at]}: ${text}`);

/** What options are to be matched with, each behind a number. */
export const numberedPrompts = (form: QuestionForm): string[] =>
  promptsOf(form).map(({ text }, at) => `${at + 1}: ${text}`);

/** What a solver's words come to: a match only where they are wholly right. */
export function verdictOf(form: QuestionForm, key: QuestionKey, solved: Solved): SolverVerdict {
  if ('none' in solved) return solved.none;
  const read = readAnswer(form, answerOf(form, solved.answer));
  if (!('answer' in read)) return 'disagree';
  return gradeAnswer(form, key, read.answer).mark === 1 ? 'match' : 'disagree';
}

/** The answer that labels mean; what cannot be one is refused by whoever reads it. */
function answerOf(form: QuestionForm, labels: readonly string[]): unknown {
  const { kind } = form;
  const [first = ''] = labels;
  switch (kind) {
    case 'single-choice':
      return { kind, chosen: labels.length === 1 ? idOf(optionsOf(form), first) : undefined };
    case 'multiple-choice':
      return { kind, chosen: idsOf(form, labels) };
    case 'true-false':
      return { kind, chosen: truthOf(first) };
    case 'numeric':
    case 'short-text':
      return { kind, text: first };
    case 'ordering':
      return { kind, order: idsOf(form, labels) };
    case 'matching': {
      const chosen = idsOf(form, labels);
      return { kind, pairs: Object.fromEntries(promptsOf(form).map(({ id }, at) => [id, chosen[at] ?? ''])) };
    }
  }
}

const idsOf = (form: QuestionForm, labels: readonly string[]): string[] =>
  labels.map((label) => idOf(optionsOf(form), label) ?? '');

/** By its letter, as in `B`, `B.`, `(b)` or `2: B`, or by its own text; a letter alone is one even where it is a text. */
function idOf(options: readonly Option[], label: string): string | undefined {
  const byLetter = (found: RegExpExecArray | null) => options[LETTERS.indexOf(found?.[1]?.toUpperCase() ?? '-')];
  const option =
    byLetter(/^\s*\(?([A-Za-z])\)?[.:]?\s*$/.exec(label)) ??
    options.find(({ text }) => text === label.replace(/^[A-Z]: /, '').trim()) ??
    byLetter(/^\s*\(?(?:\d+\s*[:.)-]?\s*)?([A-Za-z])\s*[:.)]?(?:\s|$)/.exec(label));
  return option?.id;
}

function truthOf(text: string): boolean | undefined {
  if (/^\W*(?:true|yes)\W*$/i.test(text)) return true;
  return /^\W*(?:false|no)\W*$/i.test(text) ? false : undefined;
}
