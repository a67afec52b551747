import { foldText } from './fold-text.js';
import { QUESTION_WORDS } from './question-words.js';

const SCRIPTS: readonly [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
];
/** Share of the letters that one of these scripts must have; Japanese has few kana in some sentences. */
const MIN_SHARE = 0.3;
const MIN_KANA = 0.1;
/** Fewer Chinese characters may be a Japanese word. */
const MIN_CHINESE = 5;
/** Share of the words that must be a language's short ones; in prose a third is. */
const MIN_KNOWN = 0.1;

/** Languages in Latin letters, with the short words that they use all the time. */
const LATIN = Object.entries(QUESTION_WORDS)
  .filter(([, { fillers }]) => /\p{Script=Latin}/u.test(fillers))
  .map(([language, { fillers }]) => ({ language, words: new Set(foldText(fillers).split(/\s+/u)) }));

/** The language of a text as BCP 47 writes it, by its script or its short words; undefined where these do not tell. */
export function languageOf(text: string): string | undefined {
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  for (const [script, language] of SCRIPTS) {
    const count = (text.match(script) ?? []).length;
    if (count === 0 || count < letters * (language === 'ja' ? MIN_KANA : MIN_SHARE)) continue;
    return language === 'zh' && letters < MIN_CHINESE ? undefined : language;
  }
  const words = foldText(text).match(/\p{L}+/gu) ?? [];
  const [first, second] = LATIN.map((one) => ({
    language: one.language,
    count: words.filter((word) => one.words.has(word)).length,
  })).sort((a, b) => b.count - a.count);
  if (!first || first.count < words.length * MIN_KNOWN) return undefined;
  return first.count > (second?.count ?? 0) ? first.language : undefined;
}
