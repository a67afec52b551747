import { longestKeys } from '../checks/key-length.js';
import type { DraftQuestion } from '../draft-question.js';

/** Single choices from which on a quiz is looked at: of fewer, how often the key is the longest option says little. */
const MIN_CHOICES = 6;

/**
 * The questions that a quiz is better without: of many single choices the key is strictly the longest option hardly
 * more often than by chance, or who takes the longest one is right too often. The last of them go first.
 */
export function longKeysTooMany<T extends { question: DraftQuestion }>(questions: readonly T[]): T[] {
  const left = questions.filter(({ question }) => question.kind === 'single-choice');
  const tooMany: T[] = [];
  while (left.length >= MIN_CHOICES) {
    const { share, most } = longestKeys(left.map(({ question }) => question));
    const last = left.findLastIndex(({ question }) => longestKeys([question]).share === 1);
    if (share <= most || last < 0) break;
    tooMany.push(...left.splice(last, 1));
  }
  return tooMany;
}
