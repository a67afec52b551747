import { lengthOfRuns } from './length-of-runs.js';

/** Characters at most that are looked at: a page's first part is enough. */
const SAMPLE = 6_000;
/** Fewer characters tell nothing. */
const MIN_CHARACTERS = 24;
/** Share of characters that no font shows as text: private use, unassigned, U+FFFD. Icons in a text are fewer. */
const MAX_UNREADABLE = 0.12;
/** Share of letters, figures and usual punctuation; pages of formulas have some 0.7. */
const MIN_READABLE = 0.5;
/** Share of letters and figures; formulas and program text have some 0.55. */
const MIN_LETTERS = 0.4;
/** Leaders and rules, which say nothing either way. */
const LEADERS = /([._\-=*…·])(?:\s*\1){3,}/gu;
/** Share of words with symbols between letters; program text has some 0.2. */
const MAX_BROKEN_WORDS = 0.45;
/** Share of words with UTF-8 that was taken for a code page. */
const MAX_MOJIBAKE = 0.04;
/** Share of runs of letters of several alphabets; in 300 files of many languages it was below 0.02. */
const MAX_MIXED = 0.2;
/** Share of characters whose two bytes are Latin letters; one in eight Chinese characters is so by chance. */
const MAX_LATIN_BYTES = 0.5;
/** Vowels among Latin letters: 0.35 to 0.5 in European languages, 0.14 in English whose letters are shifted by three. */
const MIN_VOWELS = 0.22;
const MIN_LATIN_LETTERS = 80;
/** With fewer different letters a whole page is one glyph repeated; genes have four. */
const MIN_KINDS = 4;

/**
 * Whether a text layer is not what the page shows: a font without a usable map to Unicode gives private-use
 * characters, glyph numbers, symbols or other letters. A wrong yes costs an OCR reading, whose result then has to be
 * better; words and grammar are not looked at.
 */
export function isGarbage(text: string): boolean {
  const sample = text.slice(0, SAMPLE).replace(LEADERS, '$1');
  const characters = lengthOfRuns(sample, /\S+/gu);
  if (characters < MIN_CHARACTERS) return false;
  const share = (runs: RegExp) => lengthOfRuns(sample, runs) / characters;
  if (share(/[\p{Co}\p{Cn}\uFFFD]+/gu) > MAX_UNREADABLE) return true;
  if (share(/[\p{L}\p{M}\p{N}.,;:!?()'"\-\u2010-\u201F…|%/+=<>°§€$£•_[\]]+/gu) < MIN_READABLE) return true;
  if (share(/[\p{L}\p{M}\p{N}\p{Co}]+/gu) < MIN_LETTERS) return true;
  if (shareOfLatinBytes(sample) > MAX_LATIN_BYTES) return true;
  const words = sample.match(/\S+/gu) ?? [];
  const shareOfWords = (pattern: RegExp) =>
    pattern.test(sample) ? words.filter((word) => pattern.test(word)).length / words.length : 0;
  if (shareOfWords(/\(cid:\d+\)|\/g\d+/u) > MAX_BROKEN_WORDS) return true;
  if (shareOfWords(/\p{L}[^\p{L}\p{M}\p{N}\p{P}]\p{L}|\p{L}[#%&*@\\]\p{L}/u) > MAX_BROKEN_WORDS) return true;
  if (shareOfWords(/[ÃÂâÐÑ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u) > MAX_MOJIBAKE) return true;
  if (shareOfMixed(sample) > MAX_MIXED) return true;
  return hasNoVowels(sample);
}

/** Without those whose letters stand in words of others: Greek, and what puts no spaces between words. */
const ALPHABETS =
  'Latin Cyrillic Armenian Hebrew Arabic Syriac Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu ' +
  'Kannada Malayalam Sinhala Tibetan Georgian Ethiopic Cherokee Mongolian';
const LETTERS_OF = ALPHABETS.split(' ').map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

/** The share of runs of letters that are of several alphabets, as glyph numbers taken for characters are. */
function shareOfMixed(sample: string): number {
  // Latin pages, which most are, need not be looked into.
  if (!/[\u0400-\u1DFF\uFB13-\uFDFF\uFE70-\uFEFC]/.test(sample)) return 0;
  const runs = sample.match(/[\p{L}\p{M}]+/gu) ?? [];
  const isMixed = (run: string) => LETTERS_OF.filter((letter) => letter.test(run)).length > 1;
  return runs.filter(isMixed).length / runs.length;
}

/** Whether Latin words have no vowels, or only a handful of letters. Other scripts are not judged. */
function hasNoVowels(sample: string): boolean {
  const words = sample.normalize('NFD').match(/[\p{Script=Latin}\p{M}]{3,}/gu) ?? [];
  const letters = words
    .join('')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  if (letters.length < MIN_LATIN_LETTERS) return false;
  const vowels = lengthOfRuns(letters, /[aeiouyıæœøəɛɔ]+/gu);
  return vowels / letters.length < MIN_VOWELS || hasFewKinds(letters);
}

function hasFewKinds(letters: string): boolean {
  const kinds = new Set<string>();
  for (const letter of letters) if (kinds.add(letter).size >= MIN_KINDS) return false;
  return true;
}

/**
 * The share of characters beyond Latin that are Latin letters stored wrongly: with their two bytes swapped (A as
 * U+4100), or two of them taken for one character (AB as U+4142).
 */
function shareOfLatinBytes(sample: string): number {
  const isLatin = (byte: number) => /[0-9A-Za-z]/.test(String.fromCharCode(byte));
  const codes = (sample.match(/[\u3000-\uFFFF]/gu) ?? []).map((character) => character.charCodeAt(0));
  if (codes.length < MIN_CHARACTERS) return 0;
  const wrong = codes.filter((code) => {
    const [high, low] = [code >> 8, code & 0xff];
    return isLatin(high) && (low === 0 || isLatin(low));
  });
  return wrong.length / codes.length;
}
