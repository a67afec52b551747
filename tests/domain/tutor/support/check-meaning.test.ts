import { describe, expect, test } from '@jest/globals';
import { comparedTexts, isAlike } from '../../../../domain/tutor/support/check-meaning.js';
import type { Evidence } from '../../../../domain/tutor/support/evidence.js';

const place = (quote: string, sentence: string, ...neighbors: string[]): Evidence => ({
  quote,
  sentence,
  neighbors,
  headings: '',
  before: '',
  isEmpty: false,
});

describe('a sentence is like its quotes', () => {
  const evidence = [place('quote', 'sentence', 'neighbor')];
  const judge = (known: Record<string, number>, bound: Parameters<typeof isAlike>[3]) =>
    isAlike('claim', evidence, (_, text) => known[text], bound);

  test.each([
    ['oneLanguage', 0.869, false],
    ['oneLanguage', 0.87, true],
    ['twoLanguages', 0.829, false],
    ['twoLanguages', 0.83, true],
    ['changed', 0.984, false],
    ['changed', 0.985, true],
  ] as const)('from its bound on: %s, %d', (bound, similarity, expected) => {
    expect(judge({ quote: similarity }, bound)).toBe(expected);
    expect(judge({ quote: 0, sentence: similarity }, bound)).toBe(expected);
  });

  test.each([
    ['oneLanguage', 0.929, true],
    ['oneLanguage', 0.931, false],
    ['twoLanguages', 0.904, true],
    ['twoLanguages', 0.906, false],
  ] as const)('unless something near them is clearly more like it: %s, .9 against %d', (bound, neighbor, expected) => {
    expect(judge({ quote: 0.9, neighbor }, bound)).toBe(expected);
  });

  test.each([
    [0.99, true],
    [0.991, false],
  ])(
    'unless something near them is more like it at all, where it repeats them but for a word: .99 against %d',
    (neighbor, expected) => {
      expect(judge({ quote: 0.99, neighbor }, 'changed')).toBe(expected);
    },
  );

  test('or it is not known', () => {
    expect(judge({}, 'oneLanguage')).toBeUndefined();
    expect(judge({ neighbor: 1 }, 'oneLanguage')).toBeUndefined();
  });
});

test('a sentence is compared with quotes and what stands near them, and a quote is not near another', () => {
  const evidence = [place('q1', 's1', 's2', 'n1'), place('q2', 's2', 's1', 'n2')];
  expect(comparedTexts(evidence)).toEqual(['q1', 's1', 'q2', 's2', 'n1', 'n2']);
});
