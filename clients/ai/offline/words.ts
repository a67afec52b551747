/** Scripts that put no spaces between words: pairs of characters stand for words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+|[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*/gu;
const LATIN_MARKS = /(?<=\p{Script=Latin})\p{M}+/gu;
/** Vowel signs of Arabic. */
const ARABIC_SIGNS = /[\u064b-\u0652\u0640]/gu;
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/gu;

/** A text without case, accents of Latin letters and the difference of digits. */
export const foldWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(LATIN_MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(ARABIC_SIGNS, '')
    .replace(DIGITS, toAscii);

const toAscii = (digit: string): string => {
  const code = digit.charCodeAt(0);
  return String(code - (code >= 0x966 ? 0x966 : code >= 0x6f0 ? 0x6f0 : 0x660));
};

/** The words of a folded text, each once, in order; of scripts without spaces, each two neighboring characters. */
export function wordsOf(folded: string): string[] {
  const words = new Set<string>();
  for (const [run] of folded.matchAll(RUNS)) {
    if (!UNSPACED.test(run)) words.add(run);
    else if (run.length === 1) words.add(run);
    else for (let at = 0; at + 1 < run.length; at++) words.add(run.slice(at, at + 2));
  }
  return [...words];
}

export const isNumber = (word: string): boolean => /^\p{N}/u.test(word);

/** How well one word stands for another, 0 to 1: the same, of one family ('glacier', 'glaciers'), or with a typo. */
export function kinship(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4 || isNumber(a) || isNumber(b)) return 0;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  if (common >= 4 && common >= 0.6 * long.length) return 0.9;
  if (short.length >= 4 && short.length >= 0.6 * long.length && long.includes(short)) return 0.8;
  if (common >= 5 && common >= 0.8 * short.length) return 0.8;
  return short.length >= 5 && isNear(short, long) ? 0.8 : 0;
}

/** Whether one letter was left out, put in, changed, or swapped with the next. */
function isNear(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const [a, b] = [short.slice(at), long.slice(at)];
  if (a.length < b.length) return a === b.slice(1);
  return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}
