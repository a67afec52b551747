import type { ReadText } from './read-text.js';
import { isSameWord, type Word } from './words.js';

/** Letters of a word that stands within another at least. */
const MIN_PART = 4;

/** Whether a text has a word: another form of it, a compound with it, or the words that its letters stand for. */
export function hasWord(word: Word, { words }: Pick<ReadText, 'words'>): boolean {
  return (
    words.some((other) => isSameWord(word.folded, other.folded) || isPart(word.folded, other.folded)) ||
    isAcronym(word, words)
  );
}

/** `snowfall` and `snow`, `nährstoffarm` and `Nährstoffen`. */
function isPart(a: string, b: string): boolean {
  const [short = '', long = ''] = [a, b].toSorted((x, y) => x.length - y.length);
  if (short.length < MIN_PART || /\d/.test(short)) return false;
  if (long.startsWith(short) || long.endsWith(short)) return true;
  const stem = short.slice(0, -2);
  return stem.length > MIN_PART && long.startsWith(stem);
}

/** `WHO` and World Health Organization. */
const isAcronym = (word: Word, others: readonly Word[]): boolean =>
  /^\p{Lu}{2,6}$/u.test(word.text) && initialsOf(others).includes(word.folded);

const initialsOf = (words: readonly Word[]): string =>
  words
    .filter(({ text }) => /^\p{Lu}./u.test(text))
    .map(({ folded }) => folded.charAt(0))
    .join('');
