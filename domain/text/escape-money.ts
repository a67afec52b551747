/**
 * What keeps its dollar signs: code, escaped signs, and formulas. One that begins with a figure ends, as in Pandoc's
 * Markdown, with a sign behind no space and before no figure: `$8 and $9` are two prices.
 */
const KEPT = [
  '`[^`]*`',
  '\\\\[\\s\\S]',
  '\\$\\$[\\s\\S]*?\\$\\$',
  '\\$(?!\\d)(?:[^$\\\\]|\\\\[\\s\\S])*\\$',
  '\\$(?=\\d)(?:[^$\\\\]|\\\\[\\s\\S])*(?<![\\s(])\\$(?!\\d)',
].join('|');
/** Behind the capital of a currency there may be a space before the figure: `R$ 8`. */
const CURRENCY = '(?<=\\p{Lu})\\$(?=[ \\u00a0\\u202f]\\d)';
const DOLLARS = new RegExp(`${CURRENCY}|${KEPT}|\\$(?=\\d)`, 'gu');

/** A text whose dollar signs of money are written `\$`, since one by itself begins a formula. */
export const escapeMoney = (text: string): string => text.replace(DOLLARS, (found) => (found === '$' ? '\\$' : found));
