import { withoutUnseen } from '../../domain/text/unseen.js';

/** More blanks in a row than any layout needs; longer runs would make the patterns below slow. */
const LONG_BLANKS = /[^\S\n\f]{100,10000}/g;
/** Unicode's stream-safe limit: no language puts more marks on one letter, and sorting them takes quadratic time. */
const MARKS_OF_A_LETTER = /(\p{M}{30})\p{M}{1,10000}/gu;

/**
 * Text that can be stored and quoted, however hostile its source; takes time that grows with its length alone.
 * Lines end in \n, \f parts pages, there are no other control characters and no lone surrogates (Postgres refuses
 * NUL and invalid UTF-8), words have nothing in them that is not seen, letters are composed (NFC), lines have no blanks
 * at their end, and at most one line is empty between two others.
 * @param keepsTabs at the ends of lines, where they part the last cells of a table
 */
export function tidyText(raw: string, keepsTabs = false): string {
  return withoutUnseen(raw.replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n'))
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/[\p{Cs}\uFEFF\uFFFE\uFFFF]|(?![\n\t\f])\p{Cc}/gu, '')
    .replace(LONG_BLANKS, ' ')
    .replace(MARKS_OF_A_LETTER, '$1')
    .normalize('NFC')
    .replace(keepsTabs ? /[^\S\n\f\t]+$/gm : /[^\S\n\f]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}
