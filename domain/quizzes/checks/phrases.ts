import { escapePattern } from '../../../lib/escape-pattern.js';
import { foldText } from '../../text/fold-text.js';
import { isUnspaced } from '../../text/unspaced.js';

/** One of the phrases of a list that are parted by `|`, as a part of a pattern for folded texts; `*` is any ending. */
export const phrasePattern = (list: string): string =>
  foldText(list)
    .split('|')
    .map((phrase) => escapePattern(phrase).replace('\\*', '\\p{L}*'))
    .toSorted((a, b) => b.length - a.length)
    .join('|');

const made = new Map<string, RegExp>();

/** A pattern for whole words of a folded text; of scripts without spaces for any place in it. */
function patternOf(list: string): RegExp {
  const known = made.get(list);
  if (known) return known;
  const own = phrasePattern(list);
  const pattern = isUnspaced(list)
    ? new RegExp(own, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${own})(?![\\p{L}\\p{N}])`, 'gu');
  made.set(list, pattern);
  return pattern;
}

/** The phrases of a list that a text has. */
export const phrasesIn = (text: string, list: string): string[] =>
  foldText(text).replaceAll('’', "'").match(patternOf(list)) ?? [];
