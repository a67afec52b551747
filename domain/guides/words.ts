import { foldText } from '../text/fold-text.js';
import { isTypoOf } from '../text/typos.js';

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** The segmenter's time grows with its text. */
const MAX_CHARACTERS = 8_000;

/** What is joined to the next word: l'eau, qu'est-ce. */
const ELISION = /(?<=^\p{L}{1,2})['’]/u;

/** The words of a text of any script, folded, in order; of texts over 8,000 characters the first words. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, MAX_CHARACTERS)))
    if (isWordLike) words.push(...foldText(segment).split(ELISION));
  return words.filter((word) => word !== '');
}

/** Letters that two forms of a word share at least, and the letters of an ending at most. */
const FORMS = { shared: 4, ending: 3 };

/** Whether two folded words are nearly the same, or differ in their endings only, as `moraine` and `moraines`. */
export function areForms(one: string, other: string): boolean {
  if (one === other || isTypoOf(one, other)) return true;
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared >= FORMS.shared && Math.max(one.length, other.length) - shared <= FORMS.ending;
}
