import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countTokens, wordsToCut } from '../../../domain/text/tokens.js';

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

  it.each<[string, number]>([
    ['a', 1],
    ['mountain', 1],
    ['mountains', 2],
    ['photosynthes', 2],
    ['photosynthesi', 3],
    // Capitals that are no word are read in parts.
    ['DNA', 1],
    ['NASA', 2],
    ['UNESCO', 2],
    ['MOUNTAI', 3],
    ['Été', 1],
    ['Möwe', 2],
    ['潮汐', 2],
    ['ひく', 2],
    ['カニ', 2],
    ['밀물', 2],
    ['да', 1],
    ['прили', 2],
    ['прилив', 3],
    // A number has a space of its own, and each three figures one more.
    ['7', 2],
    ['778', 2],
    ['7785', 3],
    ['7785123', 4],
    ['x7', 2],
    ['1.5', 4],
    ['.', 1],
    ['()', 1],
    ['();', 2],
    ['', 0],
    [' \n', 0],
  ])('of %j is %i', (text, tokens) => {
    expect(countTokens(text)).toBe(tokens);
  });

  it('counts what is longer than any word in parts of 64', () => {
    expect(countTokens('a'.repeat(64))).toBe(15);
    expect(countTokens('a'.repeat(65))).toBe(16);
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

describe('where a text may be cut', () => {
  const cuts = (text: string, language?: string) =>
    wordsToCut(text, language).map(({ start, end }) => text.slice(start, end));

  it('is between words, and within what is longer than any', () => {
    expect(cuts('the ebb  goes')).toEqual(['the', 'ebb', 'goes']);
    expect(cuts('x'.repeat(100))).toEqual(['x'.repeat(64), 'x'.repeat(36)]);
  });

  it('is between words of a script without spaces, each with the signs behind it', () => {
    const text = '植物吸收二氧化碳和水，放出氧气。'.repeat(6);
    const words = cuts(text, 'zh');
    expect(words.join('')).toBe(text);
    expect(words).toContain('植物');
    expect(words).toContain('水，');
    expect(words.every((word) => !/^[，。]/u.test(word))).toBe(true);
  });

  it('is between words from 64 signs on, in one part below', () => {
    const signs = '植物吸收二氧化碳和水放出氧气'.repeat(5);
    expect(cuts(signs.slice(0, 63), 'zh')).toEqual([signs.slice(0, 63)]);
    expect(cuts(signs.slice(0, 64), 'zh')[0]).toBe('植物');
    expect(cuts(`水和山 ${signs}`, 'zh').slice(0, 2)).toEqual(['水和山', '植物']);
  });

  it('is every 64 signs in what has no words', () => {
    expect(cuts(`水${'。'.repeat(99)}`, 'zh')).toEqual([`水${'。'.repeat(63)}`, '。'.repeat(36)]);
    const figures = 'a1-'.repeat(30);
    expect(cuts(`水和山 ${figures}`, 'zh')).toEqual(['水和山', figures.slice(0, 64), figures.slice(64)]);
  });

  it('covers all of a text but its spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'水の山ก a1，。𠀀e\n'), maxLength: 300 }), (text) => {
        expect(cuts(text, 'ja').join('')).toBe(text.replace(/\s+/gu, ''));
      }),
    );
  });
});
