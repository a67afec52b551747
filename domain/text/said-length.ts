/** Letters of Chinese, Japanese and Korean, of which a text needs fewer. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/**
 * Characters of English that one of these stands for: translators count an English word, which has about six with its
 * space, as 2.5 characters of Japanese, and as fewer of Chinese.
 */
export const WORTH = 2.5;

/** How long a text is by what it says, in characters of English, without the space around it. */
export function saidLength(text: string): number {
  const { length } = text.trim();
  return length + (WORTH - 1) * (text.match(DENSE)?.length ?? 0);
}
