import { isTypoOf } from '../../text/typos.js';
import { answerWords, wordsWithMinus } from './answer-words.js';
import type { Grade } from './grade.js';
import { isOtherWord } from './other-words.js';

/** Letters at the end of a word whose vowels tell words apart: alkane and alkene, sulfate and sulfite. */
const ENDING = 4;

/** Marks a short text by the accepted ones. Where spaces are makes no difference. */
export function gradeShortText(accepted: readonly string[], text: string): Grade {
  const rule = 'short-text';
  const isSame = (wordsOf: typeof answerWords) =>
    accepted.some((variant) => wordsOf(variant).join('') === wordsOf(text).join(''));
  if (isSame(answerWords) || isSame(wordsWithMinus)) return { mark: 1, rule };
  const words = answerWords(text);
  const isSlipped = accepted.some((variant) => isMisspelled(words, answerWords(variant)));
  if (isSlipped) return { mark: 1, rule, problem: 'misspelled' };
  return { mark: 0, rule };
}

/** Whether one word of an answer, and no more, is another but for a slip. */
function isMisspelled(words: readonly string[], variant: readonly string[]): boolean {
  if (words.length !== variant.length) return false;
  const [different, ...more] = [...words.entries()].filter(([at, word]) => word !== variant[at]);
  return different !== undefined && more.length === 0 && isSlip(different[1], variant[different[0]] ?? '');
}

/**
 * A typo that makes no other word as far as rules and a list can tell: not in figures, not at the first letter
 * (atypical), not one vowel for another near the end, and nothing that is listed as another word.
 */
function isSlip(word: string, right: string): boolean {
  if (/\d/.test(word + right) || word[0] !== right[0] || !isTypoOf(word, right)) return false;
  if (isOtherWord(word, right)) return false;
  const at = [...right].findIndex((letter, place) => letter !== word[place]);
  const isReplaced = word.slice(at + 1) === right.slice(at + 1);
  const isVowel = /^[aeiouy]{2}$/.test(`${word[at]}${right[at]}`);
  return !(isReplaced && isVowel && at >= right.length - ENDING);
}
