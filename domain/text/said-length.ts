/**
 * Kana, Chinese characters and Hangul by their blocks, of which a text needs fewer: part of a class of a regular
 * expression, of JavaScript and PostgreSQL alike.
 */
export const DENSE = '\\u3041-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3';
const DENSE_LETTERS = new RegExp(`[${DENSE}]`, 'gu');
/**
 * Characters of English that one of these stands for: translators count an English word, which has about six with its
 * space, as 2.5 characters of Japanese, and as fewer of Chinese.
 */
export const WORTH = 2.5;

/** How long a text is by what it says, in characters of English, without the space around it. */
export function saidLength(text: string): number {
  const { length } = text.trim();
  return length + (WORTH - 1) * (text.match(DENSE_LETTERS)?.length ?? 0);
}
