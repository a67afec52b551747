/** What stays between two dollar signs: no other one, unless it is escaped. */
const WITHIN = '(?:[^$\\\\]|\\\\[\\s\\S])*';
/** Text with a sign that formulas have and sentences have not. */
const TEX = '[^$]*[\\\\^_{}=][^$]*';
/**
 * What keeps its dollar signs: code, escaped signs, and formulas. One that begins with a figure ends, as in Pandoc's
 * Markdown, with a sign behind no space and before no figure: `$8 and $9` are two prices. With spaces around it a
 * formula is one word, or has signs of TeX: of `5 $, or 2 $` it is none.
 */
const KEPT = [
  '`[^`]*`',
  '\\\\[\\s\\S]',
  '\\$\\$[\\s\\S]*?\\$\\$',
  `\\$(?![\\d\\s.,;:!?)])${WITHIN}\\$`,
  `\\$(?=\\d)${WITHIN}(?<![\\s(])\\$(?!\\d)`,
  `\\$(?=[\\d\\s])(?:\\s?[^$\\s]+|${TEX})\\s\\$(?!\\d)`,
].join('|');
/** Behind the capital of a currency there may be a space before the figure: `R$ 8`. */
const CURRENCY = '(?<=\\p{Lu})\\$(?=[ \\u00a0\\u202f]\\d)';
/** Before a figure, and behind one: `$8`, `$ 8`, `$.50`, `8 $`. */
const PRICE = '\\$(?=[ \\u00a0\\u202f]?\\.?\\d)|(?<=\\d[ \\u00a0\\u202f]?)\\$(?![\\p{L}\\\\])';
const DOLLARS = new RegExp(`${CURRENCY}|${KEPT}|${PRICE}`, 'gu');

/** A text whose dollar signs of money are written `\$`, since one by itself begins a formula. */
export const escapeMoney = (text: string): string => text.replace(DOLLARS, (found) => (found === '$' ? '\\$' : found));
