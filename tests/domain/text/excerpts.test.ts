import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { excerptOf } from '../../../domain/text/excerpts.js';

describe('excerptOf', () => {
  test('cuts between words and leaves white space at the ends out', () => {
    const text = 'x  The tide rises and falls.  y';
    expect(excerptOf(text, { start: 1, end: 30 })).toEqual({ start: 3, end: 28 });
    expect(excerptOf(text, { start: 1, end: 30 }, 10)).toEqual({ start: 3, end: 11 });
    expect(excerptOf(text, { start: 1, end: 3 })).toBeNull();
  });

  test.each([
    [7, 'The'],
    [8, 'The tide'],
    [9, 'The tide'],
    [12, 'The tide'],
    [13, 'The tide rise'],
  ])('of %i characters at most has whole words as long as they fit: %s', (max, excerpt) => {
    const text = 'The tide rise';
    const span = excerptOf(text, { start: 0, end: text.length }, max);
    expect(span && text.slice(span.start, span.end)).toBe(excerpt);
  });

  test('leaves out all of the white space before the word that does not fit', () => {
    expect(excerptOf('The   tide', { start: 0, end: 10 }, 5)).toEqual({ start: 0, end: 3 });
  });

  test('cuts a word that is longer than it, and there no character in two', () => {
    expect(excerptOf('photosynthesis', { start: 0, end: 14 }, 5)).toEqual({ start: 0, end: 5 });
    expect(excerptOf('ab🌊🌊', { start: 0, end: 6 }, 3)).toEqual({ start: 0, end: 2 });
    expect(excerptOf('ab🌊🌊', { start: 0, end: 6 }, 4)).toEqual({ start: 0, end: 4 });
  });

  test('is within its span and its length, and cuts no character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(20),
        fc.nat(20),
        fc.integer({ min: 2, max: 12 }),
        (text, from, length, max) => {
          const whole = [...text].join('');
          const start = Math.min(from, whole.length);
          const end = Math.min(start + length, whole.length);
          const span = excerptOf(whole, { start, end }, max);
          if (!span) return;
          expect(span.start >= start && span.end <= end && span.end > span.start).toBe(true);
          expect(span.end - span.start).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});
