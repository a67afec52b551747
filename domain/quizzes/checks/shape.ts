import { saidLength } from '../../text/said-length.js';
import type { DraftQuestion } from '../draft-question.js';
import type { Flaw, Rule } from './flaw.js';
import { answerTexts, type PlacedText } from './texts-of.js';

/** Characters, at least, by what they say, and at most. */
const LENGTHS = { stem: [8, 300], option: [1, 150], explanation: [40, 400], quote: [15, 300] } as const;

/** How many there are of what a kind has, at least and at most; `options` are the right and the wrong together. */
const COUNTS = {
  'single-choice': { wrong: [2, 4] },
  'multiple-choice': { right: [1, 5], wrong: [1, 5], options: [4, 6] },
  'short-text': { accepted: [1, 10] },
  ordering: { items: [3, 6] },
  matching: { pairs: [3, 6] },
  'true-false': {},
  numeric: {},
} as const satisfies Record<DraftQuestion['kind'], Record<string, readonly [number, number]>>;

const lengthFlaw = ({ field, text }: PlacedText, [least, most]: readonly [number, number]): Flaw[] => {
  const length = text.trim().length;
  if (saidLength(text) >= least && length <= most) return [];
  const message = `it has ${length} characters, and must have ${least} to ${most}`;
  return [{ check: 'shape', field, message }];
};

/** A question has all that its kind has, in numbers and lengths that a student can read. */
export const checkShape: Rule = (question) => [
  ...lengthFlaw({ field: 'stem', text: question.stem }, LENGTHS.stem),
  ...lengthFlaw({ field: 'explanation', text: question.explanation }, LENGTHS.explanation),
  ...lengthFlaw({ field: 'evidence.quote', text: question.evidence.quote }, LENGTHS.quote),
  ...answerTexts(question).flatMap((text) => lengthFlaw(text, LENGTHS.option)),
  ...Object.entries(COUNTS[question.kind]).flatMap(([field, [least, most]]): Flaw[] => {
    const count = countOf(question, field);
    if (count >= least && count <= most) return [];
    return [{ check: 'shape', field, message: `there are ${count}, and must be ${least} to ${most}` }];
  }),
  ...toleranceFlaws(question),
];

function countOf(question: DraftQuestion, field: string): number {
  if (field === 'options') return answerTexts(question).length;
  const items: unknown = Object.entries(question).find(([name]) => name === field)?.[1];
  return Array.isArray(items) ? items.length : 0;
}

function toleranceFlaws(question: DraftQuestion): Flaw[] {
  if (question.kind !== 'numeric') return [];
  const { absolute, relative } = question.tolerance;
  const isSound = [absolute, relative].every((part) => Number.isFinite(part) && part >= 0) && relative < 1;
  return isSound ? [] : [{ check: 'shape', field: 'tolerance', message: 'must be finite, and relative under 1' }];
}
