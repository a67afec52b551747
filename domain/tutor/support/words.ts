import { foldText } from '../../text/fold-text.js';
import { segmenterOf } from '../../text/segmenters.js';
import type { Lexicon } from './lexicon.js';

/** A word of a text; offsets in UTF-16 units, end exclusive. */
export interface Word {
  /** As it stands there. */
  text: string;
  folded: string;
  start: number;
  end: number;
  /** Whether it begins with a capital though no sentence begins there. */
  isCapital: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]t(?![\p{L}]))?/gu;

/** The words of a text in order; phrases that the language's data names are one word with `_` for their spaces. */
export function wordsOf(text: string, lexicon: Lexicon): Word[] {
  const plain = lexicon.isUnspaced ? segmented(text, lexicon.code) : spaced(text);
  return joinPhrases(plain, lexicon);
}

function spaced(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => wordAt(text, match[0], match.index));
}

function segmented(text: string, code: string): Word[] {
  return [...segmenterOf('word', code).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => wordAt(text, segment, index));
}

function wordAt(text: string, word: string, start: number): Word {
  const isCapital =
    /^\p{Lu}/u.test(word) && !/(?:^|[.!?:;…。।]["'»”)]?\s+|\n\s*(?:[-*•]\s+)?)$/u.test(text.slice(0, start));
  return { text: word, folded: foldText(word.replace('’', "'")), start, end: start + word.length, isCapital };
}

function joinPhrases(words: readonly Word[], { phrases }: Lexicon): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const first = words[at];
    if (!first) break;
    const phrase = phrases.get(first.folded)?.find((parts) => parts.every((part, n) => words[at + n]?.folded === part));
    const last = phrase && words[at + phrase.length - 1];
    joined.push(phrase && last ? { ...first, folded: phrase.join('_'), end: last.end } : first);
    at += phrase?.length ?? 1;
  }
  return joined;
}

/** Words that say something of their own, without words of grammar and months. */
export const contentWordsOf = (words: readonly Word[], lexicon: Lexicon): Word[] =>
  words.filter((word) => isContent(word, lexicon));

const SHORT = /^(?:\p{N}+|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}])$/u;

function isContent({ text, folded, isCapital }: Word, lexicon: Lexicon): boolean {
  const { functionWords, negations, about, months, clauseStarts } = lexicon;
  // 'A' of a blood group, 'P' of a wave.
  if (/^\p{Lu}$/u.test(text)) return isCapital || !functionWords.has(folded);
  // A sign of kana alone is a particle or an ending.
  if (SHORT.test(folded) || (lexicon.code === 'ja' && /^\p{Script=Hiragana}{1,2}$/u.test(text))) return false;
  return ![functionWords, negations, about, clauseStarts, months].some((known) => known.has(folded));
}

/** Letters that two forms of a word have in common at least, and those that they may end in apart from it. */
const MIN_STEM = 4;
const MAX_ENDING = 3;

/**
 * Whether two folded words are forms of one: `melts` and `melting`, `Байкала` and `Байкал`. Short words are compared
 * whole but for one letter, and words without spaces by the characters they share.
 */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (/\p{Script=Han}|\p{Script=Katakana}/u.test(a)) return sharesCharacters(a, b);
  if (/^\p{Script=Arabic}/u.test(a)) return isSameStem(withoutPrefix(a), withoutPrefix(b));
  return isSameStem(a, b);
}

function isSameStem(a: string, b: string): boolean {
  if (a === b) return true;
  if (/\d/.test(a) || /\d/.test(b)) return false;
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  const rests = [a.length - common, b.length - common];
  const [shorter = 0, longer = 0] = rests.toSorted((x, y) => x - y);
  const isDense = /^[\p{Script=Arabic}\p{Script=Devanagari}]/u.test(a);
  if (common >= (isDense ? MIN_STEM - 1 : MIN_STEM))
    return longer <= MAX_ENDING || (shorter === 0 && longer <= MAX_ENDING + 1);
  return common === MIN_STEM - 1 && shorter === 0 && longer <= 1;
}

/** Without the article and the small words that Arabic writes onto the next one. */
function withoutPrefix(word: string): string {
  const bare = word.replace(/^(?:[وفبلك]?ال|لل|[وف](?=.{4}))/u, '');
  return bare.replace(/(?:ات|ون|ين|ها|هم|ه|ا|ي)$/u, (end) => (bare.length - end.length >= 3 ? '' : end));
}

/** Endings of Japanese words are in kana; of longer words two thirds of the signs are enough. */
function sharesCharacters(a: string, b: string): boolean {
  const [first, second] = [a, b].map((word) =>
    [...word].filter((sign) => /\p{Script=Han}|\p{Script=Katakana}/u.test(sign)),
  );
  if (!first || !second || first.length === 0 || second.length === 0) return false;
  if (first.length === 1 || second.length === 1) return first.join('') === second.join('');
  const shared = first.filter((sign) => second.includes(sign)).length;
  return shared === first.length || shared === second.length || shared * 3 >= Math.max(first.length, second.length) * 2;
}
