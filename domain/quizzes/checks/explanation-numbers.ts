import { texForNumbers } from '../../text/plain-tex.js';
import { checkNumbers } from '../../tutor/support/check-numbers.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import type { Quantity } from '../../tutor/support/quantities.js';
import { readText } from '../../tutor/support/read-text.js';
import type { DraftQuestion } from '../draft-question.js';
import { partialResults } from '../formula/evaluate.js';
import type { Rule } from './flaw.js';
import { isAmong, numbersIn, valuesOf } from './numbers-in.js';
import { answerTexts, keyTexts, languageOfQuestion } from './texts-of.js';

/** They say that nothing is there, or one. */
const PLAIN = [0, 1];
/** Names with a number in them: UTF-8, Apollo-11. */
const NAMED = /\p{Lu}[\p{L}]*-\d+/gu;

/**
 * An explanation has no number that stems from nowhere: each stands in the stem, the quote or the options, or follows
 * from two that do. Numbers in words are left to the reader: 'two of them' counts what is there to be seen.
 */
export const checkExplanationNumbers: Rule = (question, context) => {
  const language = languageOfQuestion(question, context.language);
  const lexicon = lexiconOf(language);
  const { quote, further = [] } = question.evidence;
  const known = [question.stem, quote, ...further, ...keyTexts(question)];
  known.push(...answerTexts(question).map(({ text }) => text));
  const around = readText(texForNumbers(known.join('\n')), lexicon);
  const plain = texForNumbers(question.explanation.replace(NAMED, ' '));
  const claim = readText(plain, lexicon);
  const inDigits = claim.measures.quantities.filter(({ text }) => /\d/.test(text));
  const numbers = [...PLAIN, ...withResults(known.flatMap((text) => numbersIn(text, language)))];
  const calculated = [...withResults(calculatedIn(question)), ...meansOf(question)];
  const strange = inDigits.find(
    (quantity) =>
      !valuesOf(quantity).some((number) => isAmong(number, numbers)) &&
      !calculated.some((number) => isRounded(quantity, number)) &&
      checkNumbers({ ...claim, measures: { ...claim.measures, quantities: [quantity] } }, around)?.kind === 'number',
  );
  if (!strange) return [];
  return [{ check: 'explanation-numbers', field: 'explanation', message: `nothing else has its ${strange.text}` }];
};

/** Numbers, and what comes out of two of them. */
function withResults(numbers: readonly number[]): number[] {
  const own = [...new Set(numbers)];
  return [...own, ...own.flatMap((a) => own.flatMap((b) => (a === b ? [a * a] : [a + b, a - b, a * b, a / b])))];
}

/** What a numeric question is calculated from, and what comes out on the way. */
function calculatedIn(question: DraftQuestion): number[] {
  if (question.kind !== 'numeric') return [];
  try {
    return [question.value, ...Object.values(question.values), ...partialResults(question.formula, question.values)];
  } catch {
    return Object.values(question.values);
  }
}

/** The sum, the product and the mean of the values: what a learner who goes wrong may take. */
function meansOf(question: DraftQuestion): number[] {
  if (question.kind !== 'numeric') return [];
  const values = Object.values(question.values);
  if (values.length === 0) return [];
  const sum = values.reduce((a, b) => a + b, 0);
  return [sum, sum / values.length, values.reduce((a, b) => a * b, 1)];
}

/** Units of one thing differ by thousands: what was calculated in milliliters is told in liters. */
const SCALES = [1, 1e3, 1e-3, 1e6, 1e-6];

/** Whether a number, as it is written, is a result rounded to its figures; a separator may part thousands or decimals. */
function isRounded({ text, values }: Quantity, result: number): boolean {
  const [written = ''] = /\d[\d.,]*/.exec(text) ?? [];
  const decimals = /[.,](\d+)$/.exec(written)?.[1]?.length ?? 0;
  const whole = Number(written.replace(/[.,]/g, ''));
  return values.some((value) => {
    const half = value === whole ? 0.5 : 0.5 * 10 ** -decimals;
    return SCALES.some((scale) => Math.abs(Math.abs(result * scale) - value) <= half * (1 + 1e-9));
  });
}
