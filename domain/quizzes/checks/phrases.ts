import { escapePattern } from '../../../lib/escape-pattern.js';
import { foldText } from '../../text/fold-text.js';
import { isUnspaced } from '../../text/unspaced.js';

/** A text as its phrases are compared. */
type Written = (text: string) => string;

const withPlainMarks = (text: string): string => text.replaceAll('’', "'");
const folded: Written = (text) => withPlainMarks(foldText(text));
const spelled: Written = (text) => withPlainMarks(text.normalize('NFKC').toLowerCase());

const patternIn = (list: string, written: Written): string =>
  written(list)
    .split('|')
    .map((phrase) => escapePattern(phrase).replace('\\*', '\\p{L}*'))
    .toSorted((a, b) => b.length - a.length)
    .join('|');

/** One of the phrases of a list that are parted by `|`, as a part of a pattern for folded texts; `*` is any ending. */
export const phrasePattern = (list: string): string => patternIn(list, folded);

/** The same for texts as they are spelled, in lower case or by a pattern without regard to case. */
export const spelledPattern = (list: string): string => patternIn(list, spelled);

/** Finds phrases of lists as whole words of a text; of scripts without spaces in any place of it. */
function finder(written: Written): (text: string, list: string) => string[] {
  const made = new Map<string, RegExp>();
  const patternOf = (list: string): RegExp => {
    const own = patternIn(list, written);
    return isUnspaced(list)
      ? new RegExp(own, 'gu')
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${own})(?![\\p{L}\\p{N}])`, 'gu');
  };
  return (text, list) => {
    const pattern = made.get(list) ?? patternOf(list);
    made.set(list, pattern);
    return written(text).match(pattern) ?? [];
  };
}

/** The phrases of a list that a text has, folded. */
export const phrasesIn = finder(folded);

/** Those that it has with their accents, in lower case: `là` is not `la`. */
export const spelledPhrasesIn = finder(spelled);
