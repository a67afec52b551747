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

/** Patterns that find the phrases of lists as whole words; in scripts without spaces, in any place. */
function patternsFor(written: Written): (list: string) => RegExp {
  const made = new Map<string, RegExp>();
  return (list) => {
    const known = made.get(list);
    if (known) return known;
    const own = patternIn(list, written);
    const pattern = isUnspaced(list)
      ? new RegExp(own, 'gu')
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${own})(?![\\p{L}\\p{N}])`, 'gu');
    made.set(list, pattern);
    return pattern;
  };
}

const foldedPhrases = patternsFor(folded);
const spelledPhrases = patternsFor(spelled);

/** The phrases of a list that a text has, folded. */
export const phrasesIn = (text: string, list: string): string[] => folded(text).match(foldedPhrases(list)) ?? [];

/** Those that it has with their accents, in lower case: `là` is not `la`. */
export const spelledPhrasesIn = (text: string, list: string): string[] =>
  spelled(text).match(spelledPhrases(list)) ?? [];

/** A text in lower case without the phrases of a list, as they are spelled. */
export const withoutSpelledPhrases = (text: string, list: string): string =>
  spelled(text).replace(spelledPhrases(list), ' ');
