import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinHyphenatedWords } from '../../../domain/text/hyphenation.js';
import { growthOf, IN_PROPORTION } from '../../support/growth.js';

describe('joinHyphenatedWords', () => {
  it.each([
    ['a plain word', 'light in photosyn-\nthesis is stored', 'light in photosynthesis\nis stored'],
    ['a word at the end of a text', 'in photosyn-\nthesis', 'in photosynthesis'],
    ['a word alone on its line', 'in photosyn-\nthesis\nGreen', 'in photosynthesis\nGreen'],
    ['a word over three lines', 'inter-\nna-\ntional trade', 'international\ntrade'],
    ['capitals', 'PHOTO-\nSYNTHESIS', 'PHOTOSYNTHESIS'],
    ['letters with accents', 'die Lösungs-\nmöglichkeit', 'die Lösungsmöglichkeit'],
    ['the typographic hyphen', 'photo\u2010\nsynthesis', 'photosynthesis'],
    ['a soft hyphen', 'well\u00AD\nknown', 'wellknown'],
  ])('joins %s', (_, text, joined) => {
    expect(joinHyphenatedWords(text)).toBe(joined);
  });

  it.each([
    ['a usual first part', 'a well-\nknown fact', 'a well-known\nfact'],
    ['a usual second part', 'a carbon-\nbased form', 'a carbon-based\nform'],
    ['a number in words', 'some twenty-\nfive of them', 'some twenty-five\nof them'],
    ['a compound of three', 'state-of-the-\nart tools', 'state-of-the-art\ntools'],
    ['figures', 'a 20-\nyear plan', 'a 20-year\nplan'],
    ['a letter', 'an x-\nray image', 'an x-ray\nimage'],
    ['a capital', 'the Anglo-\nSaxon law', 'the Anglo-Saxon\nlaw'],
    [
      'what the page shows elsewhere',
      'a cost-\nbenefit view, a cost-benefit table here',
      'a cost-benefit\nview, a cost-benefit table here',
    ],
  ])('keeps the hyphen of %s', (_, text, joined) => {
    expect(joinHyphenatedWords(text)).toBe(joined);
  });

  it.each([
    ['a dash', 'he came -\nand went'],
    ['a double dash', 'he came--\nand went'],
    ['years', '1939-\n1945'],
    ['a list', '- one\n- two'],
    ['a hyphen within a line', 'a well-known fact\nand more'],
  ])('leaves %s alone', (_, text) => {
    expect(joinHyphenatedWords(text)).toBe(text);
  });

  it.each([
    ['an ending that makes one word of a usual first part', 'a self-\nish act', 'a selfish\nact'],
    ['a usual second part after a prefix', 'an over-\nsized one', 'an oversized\none'],
    ['a usual second part after two letters', 'un-\nspecific', 'unspecific'],
    ['one that more than spaces parts', 'photosyn- \t\n  thesis', 'photosynthesis'],
    ['one before a mark', 'photosyn-\nthesis, as', 'photosynthesis,\nas'],
    ['one before another', 'photosyn-\nthesis photosyn-\nthesis a', 'photosynthesis\nphotosynthesis\na'],
    ['one at the end of a line that ends the text', 'photosyn-\nthesis\n', 'photosynthesis\n'],
  ])('joins %s', (_, text, joined) => {
    expect(joinHyphenatedWords(text)).toBe(joined);
  });

  it.each([
    ['three letters and a usual second part', 'a car-\nsized hole', 'a car-sized\nhole'],
    ['a capital of two', 'a DNA-\nBase', 'a DNA-Base'],
    ['the typographic one', 'a well\u2010\nknown fact', 'a well\u2010known\nfact'],
    [
      'what the page shows with another hyphen',
      'a cost-\nbenefit view, a cost\u2011benefit table',
      'a cost-benefit\nview, a cost\u2011benefit table',
    ],
    [
      'what the page shows in capitals',
      'a cost-\nbenefit view, the Cost-Benefit table',
      'a cost-benefit\nview, the Cost-Benefit table',
    ],
  ])('keeps the hyphen of %s', (_, text, joined) => {
    expect(joinHyphenatedWords(text)).toBe(joined);
  });

  it('does not take the last word of a line, or the first, for a whole one', () => {
    expect(joinHyphenatedWords('a cost-\nbenefit view a cost-benefit\ncost-benefit x')).toBe(
      'a costbenefit\nview a cost-benefit\ncost-benefit x',
    );
  });

  it('joins a word over five lines', () => {
    expect(joinHyphenatedWords('in-\nter-\nna-\ntion-\nal x')).toBe('international\nx');
  });

  it('follows the page where it shows the word whole', () => {
    expect(joinHyphenatedWords('a well-\nness plan and a big wellness hall')).toContain('wellness\nplan');
    expect(joinHyphenatedWords('a self-\nmade plan, a good selfmade hall')).toContain('selfmade\nplan');
  });

  it('loses nothing but hyphens and white space, and invents nothing', () => {
    const piece = fc.constantFrom('photo', 'well', 'Saxon', '20', '-', '-', '\n', '\n', ' ', '\u00AD', '.', 'x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const bare = (some: string) => some.replace(/[\s\-\u00AD]/gu, '');
        expect(bare(joinHyphenatedWords(text))).toBe(bare(text));
        expect(joinHyphenatedWords(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('takes time in proportion to the text, also for one endless word', () => {
    const growth = growthOf((length) => joinHyphenatedWords(`${'a'.repeat(length)}-\nb`), 8_000);
    expect(growth).toBeLessThan(IN_PROPORTION);
  });
});
