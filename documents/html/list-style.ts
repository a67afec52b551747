import { formatBySign, type NumberFormat } from '../plain-text/list-numbers.js';

/** What stands before the items of a list: numbers of a format, a `bullet`, or `none`. */
export type ListStyle = NumberFormat;

/** The values of CSS's `list-style-type` (CSS Lists 3). */
const BY_CSS: Readonly<Record<string, ListStyle>> = {
  none: 'none',
  disc: 'bullet',
  circle: 'bullet',
  square: 'bullet',
  decimal: 'decimal',
  'decimal-leading-zero': 'decimalZero',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'lower-roman': 'lowerRoman',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'upper-roman': 'upperRoman',
};

/** What a list, or an item, says about its numbers by its style, else by its type; undefined where it says nothing. */
export function listStyleOf({ style = '', type = '' }: Readonly<Record<string, string>>): ListStyle | undefined {
  const [, value = ''] = /(?:^|;)\s*list-style(?:-type)?\s*:([^;]*)/i.exec(style) ?? [];
  const word = value
    .toLowerCase()
    .split(/\s+/)
    .find((each) => Object.hasOwn(BY_CSS, each));
  if (word !== undefined) return BY_CSS[word];
  return /^[1aAiI]$/.test(type) ? formatBySign(type) : undefined;
}
