import { DIFFICULTIES, type DraftAnswer, type DraftQuestion } from '../../domain/quizzes/draft-question.js';
import { QUESTION_KINDS } from '../../domain/quizzes/question.js';
import { escapeMoney } from '../../domain/text/escape-money.js';
import { isSafeMarkdown } from '../../domain/text/safe-markdown.js';
import type { WrittenQuestion } from './question-forms.js';

/** How far a computed number may be off: models round. */
const TOLERANCE = { absolute: 0, relative: 0.01 };

/**
 * A question out of what a model wrote. Whether it is a good one is for the checks to say.
 * @returns undefined where it is of no kind or lacks what its kind has, and where a text of it has a link, an image or
 * HTML: a document may have made the model write that
 */
export function readQuestion(asWritten: WrittenQuestion): DraftQuestion | undefined {
  const written = withMoneyEscaped(asWritten);
  const answer = answerOf(written);
  const texts = [written.stem, written.explanation, ...written.right, ...written.wrong, ...written.prompts];
  if (!answer || !texts.every(isSafeMarkdown)) return undefined;
  const { stem, explanation, quote } = written;
  const difficulty = DIFFICULTIES.find((one) => one === written.difficulty.toLowerCase()) ?? 'medium';
  return { ...answer, stem, explanation, difficulty, evidence: { quote } };
}

/** Models leave dollar signs of money as they are; a quote stays as its passage has it. */
const withMoneyEscaped = (written: WrittenQuestion): WrittenQuestion => ({
  ...written,
  stem: escapeMoney(written.stem),
  explanation: escapeMoney(written.explanation),
  right: written.right.map(escapeMoney),
  wrong: written.wrong.map(escapeMoney),
  prompts: written.prompts.map(escapeMoney),
});

function answerOf(written: WrittenQuestion): DraftAnswer | undefined {
  const { right, wrong, prompts } = written;
  const named = written.kind.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const kind = QUESTION_KINDS.find((one) => one === named);
  const [first = ''] = right;
  switch (kind) {
    case 'single-choice':
      return right.length === 1 ? { kind, right: first, wrong } : undefined;
    case 'multiple-choice':
      return { kind, right, wrong };
    case 'true-false':
      return /^(?:true|false)$/i.test(first) ? { kind, right: first.toLowerCase() === 'true' } : undefined;
    case 'short-text':
      return { kind, accepted: right };
    case 'ordering':
      return { kind, items: right };
    case 'matching':
      return { kind, pairs: prompts.map((prompt, at): [string, string] => [prompt, right[at] ?? '']) };
    case 'numeric':
      return numericOf(written, first);
    default:
      return undefined;
  }
}

/** A number that is computed has a formula over named values; any other has to stand in stem or quote itself. */
function numericOf({ unit, formula, values }: WrittenQuestion, right: string): DraftAnswer | undefined {
  const value = numberOf(right);
  if (value === undefined) return undefined;
  const named = Object.fromEntries(values.flatMap(namedValue));
  const isComputed = formula !== '' && Object.keys(named).length > 0;
  return {
    ...{ kind: 'numeric', value, unit: unit === '' ? null : unit, tolerance: TOLERANCE },
    ...(isComputed ? { formula, values: named } : { formula: 'stated', values: { stated: value } }),
  };
}

function namedValue(text: string): [string, number][] {
  const [, name, number = ''] = /^\s*([A-Za-z]\w*)\s*[=:]\s*(\S+)/.exec(text) ?? [];
  const value = numberOf(number);
  return name === undefined || value === undefined ? [] : [[name, value]];
}

/** A number as JSON writes it. */
function numberOf(text: string): number | undefined {
  const value = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
