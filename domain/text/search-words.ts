/** Words of a text at most, so that what is long or hostile costs little. */
const MAX_WORDS = 2_000;
/** Letters of a word that are looked at. */
const MAX_LETTERS = 40;
/** Letters that a word without its endings keeps at least. */
const MIN_STEM = 3;

/** Scripts that put no spaces between words: there, neighboring letters stand for words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUNS = new RegExp(
  `(?:(?=[\\p{L}\\p{M}\\p{N}])[${UNSPACED}ー])+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`,
  'gu',
);
const IS_UNSPACED = new RegExp(`^[${UNSPACED}ー]`, 'u');

/** Accents of Latin, Greek and Cyrillic letters, vowel signs of Arabic and Hebrew: many write without them. */
const OPTIONAL_MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/gu;

/**
 * Endings of the inflected words of European languages, longest first. Both sides of a comparison lose them, so that
 * one too many does little harm: rare words count most, and they seldom differ in their ending only.
 */
const ENDING =
  /(?:ations?|ingly|ement|ings?|ions?|ies|ied|ed|es|en|em|er|ern|os|as|is|us|ов|ами|ями|ах|ях|ой|ый|ий|ая|ое|ые|[sneaoiyuаеиоуыьюя])$/u;

/**
 * The distinct words of a text in a form by which question and passage are compared, whatever the language: folded,
 * without accents and common endings; of scripts without spaces each pair of neighboring letters.
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(OPTIONAL_MARKS, '').normalize('NFC');
  for (const [run] of folded.matchAll(RUNS)) {
    for (const word of IS_UNSPACED.test(run) ? pairsOf(run) : [stemOf(run)]) words.add(word);
    if (words.size >= MAX_WORDS) break;
  }
  return [...words].slice(0, MAX_WORDS);
}

function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** Takes endings off, one after the other, as long as enough is left; numbers stay whole. */
function stemOf(run: string): string {
  let stem = [...run].slice(0, MAX_LETTERS).join('');
  if (/\p{N}/u.test(stem)) return stem;
  for (;;) {
    const shorter = stem.replace(ENDING, '');
    if (shorter === stem || [...shorter].length < MIN_STEM) return stem;
    stem = shorter;
  }
}

/** The words that a text has only in the headings above it. */
export function headingWords(text: string, headingPath: readonly string[]): string[] {
  const own = new Set(searchWords(text));
  return searchWords(headingPath.join(' ')).filter((word) => !own.has(word));
}
