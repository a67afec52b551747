import { describe, expect, test } from '@jest/globals';
import { isName, isOfCase } from '../../../../domain/quizzes/drafting/source.js';
import { readText } from './reading.js';

describe('A source', () => {
  test('has of each sentence its heading, whether it is an item, and what stands before it', () => {
    const text = 'Rivers carry sand to the sea.\n\n## Norway\n\n- Farmers keep goats in the hills.';
    expect(readText(text).sentences.map(({ heading, isItem, before }) => ({ heading, isItem, before }))).toEqual([
      { heading: '', isItem: false, before: '' },
      { heading: 'Norway', isItem: true, before: '## Norway' },
    ]);
  });

  test.each([
    [2_000, 2_000],
    [2_001, 2_000],
  ])('of %d sentences has %d', (count, kept) => {
    const text = Array.from({ length: count }, (_, at) => `River ${at} carries sand to the sea.`).join('\n\n');
    const { sentences } = readText(text);
    expect(sentences).toHaveLength(kept);
    expect(sentences.at(-1)?.text).toBe(`River ${kept - 1} carries sand to the sea.`);
  });

  test('tells of a case wherever one of its names is the person of a case', () => {
    const source = readText(
      'Barbara is a 43-year-old patient. In Oslo the nurse of Barbara measures a fever. In Oslo the rain falls.',
    );
    expect(source.sentences.map((sentence) => isOfCase(sentence, source))).toEqual([true, true, false]);
  });
});

describe('A name', () => {
  test.each([
    ['Oslo', true, true],
    ['Ida', true, true],
    ['Oslo', false, false],
    ['Dr', true, false],
    ['RNAse', true, false],
    ['SQL', true, false],
  ])('%s, with its capital within a sentence: %s, is one: %s', (text, isCapital, expected) => {
    const word = { text, folded: text.toLowerCase(), start: 0, end: text.length, isCapital };
    expect(isName(word)).toBe(expected);
  });
});
