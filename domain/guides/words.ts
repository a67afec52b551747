const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** The segmenter's time grows with its text. */
const MAX_CHARACTERS = 8_000;

/** A text as words are compared: case, width and accents do not count. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** Whether a text has letters of a script that puts no spaces between words. */
export const isUnspaced = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text);

/** What is joined to the next word: l'eau, qu'est-ce. */
const ELISION = /(?<=^\p{L}{1,2})['’]/u;

/** The words of a text of any script, folded, in order; of texts over 8,000 characters the first words. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, MAX_CHARACTERS)))
    if (isWordLike) words.push(...foldText(segment).split(ELISION));
  return words.filter((word) => word !== '');
}

const MIN_TYPO_LENGTH = 5;

/** Whether two folded words are one, but for a letter that is wrong, missing, too many or swapped with the next. */
export function isNearlySame(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) < MIN_TYPO_LENGTH || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

/** Letters that two forms of a word share at least, and the letters of an ending at most. */
const FORMS = { shared: 4, ending: 3 };

/** Whether two folded words are nearly the same, or differ in their endings only, as `moraine` and `moraines`. */
export function areForms(one: string, other: string): boolean {
  if (isNearlySame(one, other)) return true;
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared >= FORMS.shared && Math.max(one.length, other.length) - shared <= FORMS.ending;
}
