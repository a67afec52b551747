import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldWhiteSpace, locateQuote } from '../../../domain/text/quotes.js';

const PAGE = 'Neap tides come\n  about a week\tlater. 😀 The range is small.';

describe('locateQuote', () => {
  test.each([
    ['come about a week', 'come\n  about a week'],
    ['  about   a\nweek ', 'about a week'],
    ['😀 The', '😀 The'],
    ['Neap', 'Neap'],
    ['small.', 'small.'],
  ])('finds %j', (quote, there) => {
    const span = locateQuote(PAGE, quote);
    expect(span && PAGE.slice(span.start, span.end)).toBe(there);
  });

  test.each(['', '  \n', 'spring tides', 'neap tides', 'comeabout', 'small. And'])('does not find %j', (quote) => {
    expect(locateQuote(PAGE, quote)).toBeNull();
  });

  test.each([
    ['Photosynthesis', 'Pho\u00ADto\u00ADsyn\u00ADthe\u00ADsis'],
    ['stores energy', 'stores \u200B\nener\u2060gy'],
    ['Pho\u00ADtosynthesis stores', 'Pho\u00ADto\u00ADsyn\u00ADthe\u00ADsis stores'],
    ['\u200B energy\u00AD. ', 'ener\u2060gy.'],
  ])('finds %j whatever is not seen', (quote, there) => {
    const page = '\u00ADPho\u00ADto\u00ADsyn\u00ADthe\u00ADsis stores \u200B\nener\u2060gy.\u200B';
    const span = locateQuote(page, quote);
    expect(span && page.slice(span.start, span.end)).toBe(there);
    expect(locateQuote(page, 'synthesisstores')).toBeNull();
    expect(locateQuote(page, '\u00AD\u200B')).toBeNull();
  });

  const anyPage = fc.string({ unit: 'grapheme', minLength: 1 });
  const pageOfUnseen = fc.string({ unit: fc.constantFrom('\u00AD', '\u200B', '\u2060', ' ', '\n', 'a', '😀') });

  test('every span of a page is found, and what is found folds to the quote', () => {
    fc.assert(
      fc.property(fc.oneof(anyPage, pageOfUnseen), fc.nat(), fc.nat(), (page, a, b) => {
        const [from, to] = [a % (page.length + 1), b % (page.length + 1)].sort((x, y) => x - y) as [number, number];
        const quote = page.slice(from, to);
        const span = locateQuote(page, quote);
        if (foldWhiteSpace(quote) === '') return expect(span).toBeNull();
        // A span that begins or ends inside a surrogate pair is no text of the page.
        if (/\p{Surrogate}/u.test(quote)) return undefined;
        expect(span).not.toBeNull();
        expect(span && foldWhiteSpace(page.slice(span.start, span.end))).toBe(foldWhiteSpace(quote));
        return undefined;
      }),
    );
  });
});
