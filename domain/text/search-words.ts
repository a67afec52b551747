import { foldText } from './fold-text.js';
import { replaceFormulas } from './formulas.js';
import { GREEK } from './greek.js';
import { plainTex } from './plain-tex.js';
import { pairsOf, UNSPACED } from './unspaced.js';

/** Words of a text at most, so that what is long or hostile costs little. */
const MAX_WORDS = 2_000;
/** Letters of a word that are looked at. */
const MAX_LETTERS = 40;
/** Letters that a word without its endings keeps at least. */
const MIN_STEM = 3;

const RUNS = new RegExp(
  `(?:(?=[\\p{L}\\p{M}\\p{N}])[${UNSPACED}ー])+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`,
  'gu',
);
const IS_UNSPACED = new RegExp(`^[${UNSPACED}ー]`, 'u');

/**
 * Endings of the inflected words of European languages. Both sides of a comparison lose them, so that
 * one too many does little harm: rare words count most, and they seldom differ in their ending only.
 */
const ENDING =
  /(?:ations?|ingly|ement|ings?|ions?|ies|ied|ed|es|en|em|er|ern|os|as|is|us|ов|ами|ями|ах|ях|ой|ый|ий|ая|ое|ые|[sneaoiyuаеиоуыьюя])$/u;

/**
 * The distinct words of a text in a form by which question and passage are compared, whatever the language: folded,
 * without accents and common endings; of scripts without spaces each pair of neighboring letters; of a Greek letter that
 * stands alone its name.
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  for (const [run] of foldText(withPlainSigns(text)).matchAll(RUNS)) {
    for (const word of IS_UNSPACED.test(run) ? pairsOf(run) : [stemOf(GREEK.get(run) ?? run)]) words.add(word);
    if (words.size >= MAX_WORDS) break;
  }
  return [...words].slice(0, MAX_WORDS);
}

/** Formulas as plain text has them, and powers apart from what is raised: folded, 10⁸ would be 108. */
const withPlainSigns = (text: string): string =>
  replaceFormulas(text, (formula) => ` ${plainTex(formula).replace(/\\([A-Za-z]+)/g, ' $1 ')} `).replace(
    /(?<=\d)(?=[⁰¹²³⁴-⁹⁺⁻])/gu,
    ' ',
  );

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
