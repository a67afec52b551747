/** Characters of Chinese and Japanese, with their punctuation and wide forms, and the dots that lead to a page number. */
const WIDE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef…';
const LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const ALONE = /(?<=^|[ \u3000])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}](?=$|[ \u3000])/gu;
const GAP = new RegExp(`(?<=[${WIDE}])[ \\u3000]+(?=[${WIDE}])`, 'gu');
/** A line of fewer may be a list or the head of a table. */
const MIN_LETTERS = 4;
/** Of the letters of a line that is set apart. */
const MIN_ALONE = 0.8;

/**
 * Takes the spaces out of lines of Chinese or Japanese in which nearly every character stands alone, as some programs
 * set them to fill a line: they part no words, and nothing would be found by them.
 */
export const closeLetterSpacing = (text: string): string =>
  text.replace(/^.+$/gm, (line) => (isSpacedOut(line) ? line.replace(GAP, '') : line));

function isSpacedOut(line: string): boolean {
  const letters = line.match(LETTER)?.length ?? 0;
  return letters >= MIN_LETTERS && (line.match(ALONE)?.length ?? 0) >= MIN_ALONE * letters;
}
