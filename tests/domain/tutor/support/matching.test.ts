import { describe, expect, test } from '@jest/globals';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { hasWord } from '../../../../domain/tutor/support/matching.js';
import { wordsOf } from '../../../../domain/tutor/support/words.js';

/** Whether a text has the last word of another. */
function has(text: string, said: string): boolean {
  const words = (one: string) => wordsOf(one, lexiconOf('de'));
  const word = words(said).at(-1);
  if (!word) throw new Error(`no word: ${said}`);
  return hasWord(word, { words: words(text) });
}

describe('a text has a word', () => {
  test('that stands there in another form', () => {
    expect(has('Ice melts in spring', 'melting')).toBe(true);
    expect(has('Ice melts in spring', 'freezing')).toBe(false);
    expect(has('', 'melting')).toBe(false);
  });

  test.each([
    ['snow', 'snowfall', true],
    ['fall', 'snowfall', true],
    ['ice', 'iceberg', false],
    ['berg', 'bergamots', true],
    ['owfa', 'snowfall', false],
    ['2024', '2024abcd', false],
    ['Nährstoffen', 'nährstoffarmut', true],
    ['glasses', 'glassblower', true],
    ['heated', 'heatproof', false],
    ['glasses', 'fiberglass', false],
  ])('that is a part of a word, or the other way round: %s and %s: %s', (a, b, expected) => {
    expect(has(a, b)).toBe(expected);
    expect(has(b, a)).toBe(expected);
  });

  test.each([
    ['World Health Organization', 'the WHO', true],
    ['The World of the Health and Organization', 'the WHO', true],
    ['World mRNA Health X Organization', 'the WHO', true],
    ['United Nations', 'the UN', true],
    ['Alpha Beta Gamma Delta Epsilon Zeta', 'ABGDEZ', true],
    ['Alpha Beta Gamma Delta Epsilon Zeta Eta', 'ABGDEZE', false],
    ['world health organization', 'the WHO', false],
    ['World Trade Organization', 'the WHO', false],
    ['World Health Organization', 'those who', false],
    ['World Health Organization', 'plan W', false],
    ['Medical Research News Agency', 'an mRNA', false],
    ['Power Cable Systems', 'two PCs', false],
  ])('whose letters its words with capitals begin with: %s, %s: %s', (text, said, expected) => {
    expect(has(text, said)).toBe(expected);
  });
});
