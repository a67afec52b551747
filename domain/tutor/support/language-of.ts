import { foldText } from '../../text/fold-text.js';
import type { LanguageCode } from './languages/language-data.js';
import { lexiconOf } from './lexicon.js';

const LATIN = ['en', 'de', 'es', 'fr', 'pt'] as const;

const countOf = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length;

/**
 * The language of a text, by its script and, among those of the Latin one, by its function words, numbers, units and
 * months. A sentence of five words has to be read in some language, so that it always tells one; `languageOf` in
 * domain/text/language.ts rather tells none.
 * @param expected taken where the text does not tell
 */
export function languageOf(text: string, expected: LanguageCode = 'en'): LanguageCode {
  const han = countOf(text, /\p{Script=Han}/gu);
  const kana = countOf(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const scripts: [LanguageCode, number][] = [
    [kana > 0 && kana * 10 >= han ? 'ja' : 'zh', (han + kana) * 3],
    ['ar', countOf(text, /\p{Script=Arabic}/gu)],
    ['hi', countOf(text, /\p{Script=Devanagari}/gu)],
    ['ru', countOf(text, /\p{Script=Cyrillic}/gu)],
  ];
  const latin = countOf(text, /\p{Script=Latin}/gu);
  const best = scripts.reduce((most, each) => (each[1] > most[1] ? each : most));
  if (best[1] > latin) return best[0];
  if (latin === 0) return expected;
  return latinLanguageOf(text, expected);
}

function latinLanguageOf(text: string, expected: LanguageCode): LanguageCode {
  const words = text.split(/[^\p{L}\p{M}]+/u).map(foldText);
  const votes = LATIN.map((code) => {
    const { functionWords, numbers, units, months } = lexiconOf(code);
    const isOwn = (word: string) => [functionWords, numbers, units, months].some((known) => known.has(word));
    return { code, count: words.filter(isOwn).length };
  });
  const most = Math.max(...votes.map(({ count }) => count));
  const winners = votes.filter(({ count }) => count === most).map(({ code }) => code);
  return winners.find((code) => code === expected) ?? winners[0] ?? 'en';
}
