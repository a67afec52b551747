import type { Quantity } from './quantities.js';
import type { ReadText } from './read-text.js';

/** Whether a minus stands before a number; `unclear` where a dash there may say something else. */
type Minus = 'there' | 'absent' | 'unclear';

const DASH = /[-‐‑–—−﹣－⁻±∓]\s?$/u;
const MINUS = /[\s(][-−]$/u;
/** A hyphen at the beginning of a line may be the mark of a list. */
const LIST_MARK = /\n\s*-$/u;
const CURRENCY = /[$€£¥]\s?$/u;
/** Characters before a number among which a sign is looked for. */
const LOOKED_AT = 40;

/** Whether a number of a text has a minus: not so the second of a range, nor the digits of U-235 or 2020-01-05. */
export function minusOf({ text: number, start }: Quantity, { text, measures }: ReadText): Minus {
  // A unit that is named without a number.
  if (number === '') return 'unclear';
  const before = `\n${text.slice(0, start)}`.slice(-LOOKED_AT).replace(CURRENCY, '');
  if (!DASH.test(before)) return 'absent';
  const isSecond = measures.quantities.some(
    ({ end }) => end > 0 && end < start && /^\s*\S\s?$/u.test(text.slice(end, start)),
  );
  return MINUS.test(before) && !LIST_MARK.test(before) && !isSecond ? 'there' : 'unclear';
}

/**
 * Whether a number of a sentence has the sign of one that is quoted. One with a minus and one without are two, unless
 * the text without it has words such as 'below zero'. A plus says as much as no sign.
 */
export function isSameSign([said, claim]: [Quantity, ReadText], [stated, around]: [Quantity, ReadText]): boolean {
  const [own, other] = [minusOf(said, claim), minusOf(stated, around)];
  if (own === 'unclear' || other === 'unclear' || own === other) return true;
  return saysMinus(own === 'absent' ? claim : around);
}

function saysMinus({ text, words, lexicon }: ReadText): boolean {
  const known = [...lexicon.minus];
  if (lexicon.isUnspaced) return known.some((word) => text.includes(word));
  const isKnown = (word: string) =>
    known.some((one) => (one.endsWith('*') ? word.startsWith(one.slice(0, -1)) : word === one));
  return words.some(({ folded }) => folded.split('_').some(isKnown));
}
