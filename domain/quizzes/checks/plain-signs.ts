import { raisedAsPowers } from '../../text/plain-tex.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { asciiNumbers } from '../../tutor/support/quantities.js';

const POWER = /\^[({]([-+−]?\d*[-+−]?)[)}]/gu;
/** Lowered figures of a formula, as in H₂O. Behind a figure they are the base of a number, and before one they part two. */
const LOWERED = /(?<=[\p{L})\]])[₀-₉]+(?![\p{Nd}₀-₉])/gu;

/** A text with one way to write figures, powers and the lowered figures of formulas: `x²` and `x^{2}` are `x^2`. */
export const plainSigns = (text: string): string =>
  raisedAsPowers(asciiNumbers(text))
    .replace(POWER, '^$1')
    .replace(LOWERED, (run) => [...run].map((figure) => figure.charCodeAt(0) - 0x2080).join(''));

/** Languages that write a comma before decimals and a point between thousands. */
const COMMA_LANGUAGES: ReadonlySet<LanguageCode> = new Set<LanguageCode>(['de', 'es', 'fr', 'pt', 'ru']);

const FIGURES = /\d+(?:[.,]\d+)*/g;
const SPACED = /(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/gu;
/** No thousands begin with 0. */
const GROUPED = { ',': /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/, '.': /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/ };

/** A text whose numbers have nothing between thousands and a point before decimals, read as its language writes them. */
export function plainFigures(text: string, language: LanguageCode): string {
  const decimal = COMMA_LANGUAGES.has(language) ? ',' : '.';
  return text.replace(SPACED, '').replace(FIGURES, (digits) => {
    if (GROUPED[decimal].test(digits)) return digits.replaceAll(decimal === ',' ? '.' : ',', '').replace(',', '.');
    return decimal === ',' && /^\d+,\d+$/.test(digits) ? digits.replace(',', '.') : digits;
  });
}
