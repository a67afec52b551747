import { asciiFigures } from '../../text/fold-text.js';
import { replaceRaised } from '../../text/raised-figures.js';

/** Marks of direction, and characters without a width. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** ½ and its like. */
const VULGAR = /[\u00bc-\u00be\u2150-\u215e]/gu;
/** Figures that are neither digits nor powers: in a circle, or lowered. NFKC would make digits of them. */
const OTHER_FIGURE = /\p{No}/u;

/**
 * A text with one way to write each sign of numbers and units: digits, `-`, `*`, `/`, `^` before a power, `'` between
 * thousands, single spaces. Powers come first, since NFKC makes 1023 of 10²³, and 112 of 1½.
 * @returns undefined where a figure has no plain way to be written
 */
export function plainNumerals(text: string): string | undefined {
  const plain = text
    .replace(INVISIBLE, '')
    .replace(/[º˚]/gu, '°')
    .replace(VULGAR, (sign) => ` ${sign.normalize('NFKC')}`);
  const powers = replaceRaised(plain, (ascii) => `^${ascii}`);
  if (OTHER_FIGURE.test(powers)) return undefined;
  return asciiFigures(powers.normalize('NFKC'))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u2044\u2215\u00f7]/gu, '/')
    .replace(/[×✕⨯·⋅∙•∗]/gu, '*')
    .replaceAll('**', '^')
    .replace(/[\u066c’‘`´]/gu, "'")
    .replaceAll('\u066b', '.')
    .replace(/\s+/gu, ' ')
    .trim();
}
