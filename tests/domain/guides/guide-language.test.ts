import { expect, test } from '@jest/globals';
import { type GuideLanguage, languageOf } from '../../../domain/guides/guide-language.js';

const language = (name: string, ...words: string[]): GuideLanguage => ({
  language: name,
  questions: { about: [], summary: [], points: [], first: [] },
  vocabulary: new Set(words),
  ...{ wholes: [], keys: [], attached: [], numbers: [], defines: [] },
  ...{ places: new Set(), pages: new Set(), articles: new Set(), back: new Set() },
  ask: { term: '{term}?', section: '{heading}?' },
});
const textOf = (...words: [string, number][]) => words.flatMap(([word, times]) => Array(times).fill(word)).join(' ');

test.each([
  ['no common words', textOf(['moraine', 25]), undefined],
  ['12 % common words', textOf(['the', 3], ['moraine', 22]), undefined],
  ['16 % common words', textOf(['the', 4], ['moraine', 21]), 'en'],
  ['more common words of another language', textOf(['the', 4], ['der', 5], ['moraine', 11]), 'de'],
  ['more common words of the first language', textOf(['the', 5], ['der', 4], ['moraine', 11]), 'en'],
  ['as many common words of both, which is in the first', textOf(['the', 4], ['der', 4]), 'en'],
  ['words that two languages share, which is in the first', textOf(['in', 4], ['moraine', 6]), 'en'],
  ['only marks', '... !?', undefined],
])('the language of a text with %s', (_what, text, expected) => {
  expect(languageOf(text, [language('en', 'the', 'in'), language('de', 'der', 'in')])?.language).toBe(expected);
});

test('a text has no language where none is known', () => {
  expect(languageOf('The sea rises.', [])).toBeUndefined();
});
