import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countTokens } from '../../../domain/text/tokens.js';

describe('countTokens', () => {
  // Counted with o200k_base.
  it.each([
    ['Water rises in the stem of a plant and leaves it again through the pores of its leaves.', 19],
    ['The mitochondria of eukaryotic cells produce adenosine triphosphate by phosphorylation.', 18],
    ['Jupiter | 778.5 | 95 | 1610', 14],
    ['for (let i = 0; i < rows.length; i += 1) sum += rows[i];', 25],
  ])('is near what a model counts: %s', (text, counted) => {
    expect(Math.abs(countTokens(text) - counted)).toBeLessThanOrEqual(0.25 * counted);
  });

  it('is the sum over the words, and more for more text', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\S{1,30}$/u), { maxLength: 20 }), (words) => {
        const sum = words.reduce((all, word) => all + countTokens(word), 0);
        expect(countTokens(words.join(' '))).toBe(sum);
        expect(sum).toBeGreaterThanOrEqual(words.length);
      }),
    );
  });
});
