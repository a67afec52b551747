import type { DraftQuestion } from '../draft-question.js';
import type { Flaw, Rule } from './flaw.js';
import { answerTexts, rightOptions } from './texts-of.js';

/** How much longer than the median option a right one may be, and up to which length it shows nothing. */
const MAX_RATIO = 1.8;
const SHORT = 15;
/** How much more often than by chance the key may be the longest option. */
const MORE_THAN_CHANCE = 0.1;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return (low + high) / 2;
}

/** No right option shows itself by its length. */
export const checkKeyLength: Rule = (question) => {
  const middle = median(answerTexts(question).map(({ text }) => text.length));
  return rightOptions(question).flatMap(({ field, text }): Flaw[] => {
    if (text.length <= SHORT || text.length <= MAX_RATIO * middle) return [];
    const message = `it has ${text.length} characters, over ${MAX_RATIO} times the median option (${middle})`;
    return [{ check: 'key-length', field, message }];
  });
};

/** Over many questions: how often the key is strictly the longest option, and how often it may be. */
export function longestKeys(questions: readonly DraftQuestion[]): { share: number; most: number } {
  const single = questions.filter((question) => question.kind === 'single-choice');
  if (single.length === 0) return { share: 0, most: 1 };
  const isLongest = ({ right, wrong }: (typeof single)[number]) => wrong.every((one) => one.length < right.length);
  const chance = single.reduce((sum, { wrong }) => sum + 1 / (wrong.length + 1), 0) / single.length;
  return { share: single.filter(isLongest).length / single.length, most: chance + MORE_THAN_CHANCE };
}
