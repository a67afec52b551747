import { foldText } from './fold-text.js';
import { replaceFormulas } from './formulas.js';
import { GREEK } from './greek.js';
import { plainTex } from './plain-tex.js';
import { STEMMERS } from './stemmers.js';
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
export const searchWords = (text: string): string[] => [...wordForms(text).keys()];

/** The same words, each with the forms that the text has it in, folded and with their endings: for a stemmer. */
export function wordForms(text: string): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const [run] of foldText(withPlainSigns(text)).matchAll(RUNS)) {
    const forms = IS_UNSPACED.test(run) ? pairsOf(run) : [[...(GREEK.get(run) ?? run)].slice(0, MAX_LETTERS).join('')];
    for (const form of forms) {
      const word = stemOf(form);
      const known = words.get(word);
      if (known === undefined && words.size === MAX_WORDS) return words;
      if (known === undefined) words.set(word, [form]);
      else if (!known.includes(form)) known.push(form);
    }
  }
  return words;
}

/** The words by which a text is found. */
export interface IndexedWords {
  words: string[];
  /** The dictionary of the database that takes their endings off; null where they have none left. */
  stemmer: string | null;
}

/** The words of a text in a language: in all their forms where there is a stemmer of it, else without common endings. */
export function indexedWords(text: string, language: string | null): IndexedWords {
  const stemmer = (language !== null && STEMMERS[language]) || null;
  const forms = wordForms(text);
  return { words: stemmer === null ? [...forms.keys()] : [...forms.values()].flat(), stemmer };
}

/** Formulas as plain text has them, and powers apart from what is raised: folded, 10⁸ would be 108. */
const withPlainSigns = (text: string): string =>
  replaceFormulas(text, (formula) => ` ${plainTex(formula).replace(/\\([A-Za-z]+)/g, ' $1 ')} `).replace(
    /(?<=\d)(?=[⁰¹²³⁴-⁹⁺⁻])/gu,
    ' ',
  );

/** Takes endings off, one after the other, as long as enough is left; numbers stay whole. */
function stemOf(form: string): string {
  let stem = form;
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
