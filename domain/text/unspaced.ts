/** Scripts that put no spaces between words, as a part of a class of a regular expression. */
export const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

const LETTER = new RegExp(`[${UNSPACED}]`, 'u');

/** Whether a text has letters of a script that puts no spaces between words. */
export const isUnspaced = (text: string): boolean => LETTER.test(text);

/** The pairs of neighboring letters of a text without spaces, which stand for its words; of one letter that. */
export function pairsOf(text: string): string[] {
  const letters = [...text];
  return letters.length === 1 ? letters : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}
