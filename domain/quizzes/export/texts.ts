import { htmlOfText } from '../../learning/reviews/card-html.js';
import { FORMULA } from '../../text/tex-fault.js';
import { shownUnit } from '../shown-unit.js';

/** What no XML may hold, and no line of text should. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFIT = /[\p{Surrogate}\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/gu;

/** A text as HTML, with formulas as Moodle's filters find them, and dollars that are none. */
export const richText = (text: string): string => htmlOfText(withFormulas(fitText(text)));

const withFormulas = (text: string): string =>
  text
    .replaceAll(FORMULA, (_, display?: string, inline?: string) =>
      display === undefined ? `\\(${inline}\\)` : `\\[${display}\\]`,
    )
    .replaceAll('\\$', '$');

/** A text without what no file of text should hold. */
const fitText = (text: string): string => text.replaceAll(UNFIT, '');

/** A plain text in one line, with formulas. */
export const lineText = (text: string): string => withFormulas(fitText(text)).replaceAll(/\s+/g, ' ').trim();

/** An answer that Moodle compares: there a star stands for anything. */
export const comparedText = (text: string): string => lineText(text).replaceAll('*', '\\*');

/** The unit of a key as people write it, in one line. */
export const unitText = (unit: string): string => lineText(shownUnit(unit));

/** A stem that asks for a number, with the unit that is asked for. */
export const stemWithUnit = (stem: string, unit: string | null): string =>
  unit === null ? stem : `${stem} (in ${unitText(unit)})`;
