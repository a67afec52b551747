const ZEROS = ['\u0660', '\u06f0', '\u0966'];
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/gu;
/** Between three digits and three; a point or comma there is no decimal sign in what is asked here. */
const THOUSANDS = /(?<=\d)[,.'\u2019 ](?=\d{3}(?!\d))/gu;
/** Scripts that put no spaces between words: a line's end, or OCR, puts some anywhere. */
const UNSPACED =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]) | (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef])/gu;
/** Vowel signs of Arabic, and the stroke that only lengthens a word. */
const ARABIC_SIGNS = /[\u064b-\u0652\u0640]/gu;

/**
 * A text as facts are compared in it: without case, runs of white space, spaces in scripts that have none, forms of
 * digits, separators of thousands, and the difference of apostrophes.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(DIGITS, toAscii)
    .replace(THOUSANDS, '')
    .replace(UNSPACED, '')
    .replace(ARABIC_SIGNS, '')
    .replace(/[\u2018\u2019]/gu, "'")
    .trim();

const toAscii = (digit: string): string => {
  const zero = ZEROS.map((each) => each.charCodeAt(0)).findLast((code) => digit.charCodeAt(0) >= code) ?? 0;
  return String(digit.charCodeAt(0) - zero);
};
