import { describe, expect, test } from '@jest/globals';
import { surroundingsOf } from '../../../domain/guides/surroundings.js';

/** Each page's text, by material and number. */
type Pages = Record<string, string>;

const surroundings = (pages: Pages, ...quotes: [place: string, quote: string][]) =>
  surroundingsOf(
    quotes.map(([place, quote]) => {
      const [materialId = '', pageNo] = place.split('/');
      const start = pages[place]?.indexOf(quote) ?? 0;
      return { materialId, pageNo: Number(pageNo), quote, start, end: start + quote.length };
    }),
    ({ materialId, pageNo }) => pages[`${materialId}/${pageNo}`],
  );
const textsAround = (...input: Parameters<typeof surroundings>) =>
  surroundings(...input).map(({ sourceText, start, end }) => sourceText.slice(start, end));

describe('the surroundings of quotes', () => {
  const page = 'Tides.\n\nThe sea rises. The Moon pulls it. It falls again.\n\nShips wait.';

  test.each([
    ['in the middle of a paragraph', 'The Moon pulls it.', 'The sea rises. The Moon pulls it. It falls again.'],
    ['that begins a paragraph', 'The sea rises.', 'The sea rises. The Moon pulls it. It falls again.'],
    ['that ends a paragraph', 'It falls again.', 'The sea rises. The Moon pulls it. It falls again.'],
    ['that is the first paragraph', 'Tides.', 'Tides.'],
    ['that is the last paragraph', 'Ships wait.', 'Ships wait.'],
    ['that begins the last paragraph', 'Ships', 'Ships wait.'],
  ])('are the paragraph of one %s', (_where, quote, expected) => {
    expect(textsAround({ 'm/1': page }, ['m/1', quote])).toEqual([expected]);
  });

  test('begin with the first character of a page whose first paragraph they are', () => {
    expect(textsAround({ 'm/1': 'The sea rises. The Moon pulls it.' }, ['m/1', 'The Moon pulls it.'])).toEqual([
      'The sea rises. The Moon pulls it.',
    ]);
  });

  test('before a quote have nothing of a word that is longer than can be looked at', () => {
    expect(textsAround({ 'm/1': `${'x'.repeat(500)}HERE` }, ['m/1', 'HERE'])).toEqual(['HERE']);
  });

  test('say where they stand, with the whole text of the page', () => {
    expect(surroundings({ 'm/1': page }, ['m/1', 'The Moon pulls it.'])).toEqual([
      { materialId: 'm', pageNo: 1, sourceText: page, start: 8, end: 57 },
    ]);
  });

  test('in a long paragraph are the whole words within 400 characters before and after', () => {
    const before = 'before '.repeat(100);
    const after = ' behind'.repeat(100);
    expect(textsAround({ 'm/1': `${before}it is HERE so${after}` }, ['m/1', 'HERE'])).toEqual([
      `${'before '.repeat(56)}it is HERE so${' behind'.repeat(56)}`,
    ]);
  });

  test('in a long paragraph reach to an edge of it that is near', () => {
    const before = 'before '.repeat(100);
    const after = ' behind'.repeat(100);
    const near = `${before}end.\n\nIt is HERE now.\n\nStart${after}`;
    expect(textsAround({ 'm/1': near }, ['m/1', 'HERE'])).toEqual(['It is HERE now.']);
  });

  test('behind a quote have nothing of a word that is longer than can be looked at', () => {
    expect(textsAround({ 'm/1': `HERE${'x'.repeat(500)}` }, ['m/1', 'HERE'])).toEqual(['HERE']);
  });

  test.each([
    ['all of a text of fewer', 399, 399],
    ['whole words of a text of as many', 400, 395],
  ])('behind a quote are %s characters than are looked at', (_what, characters, expected) => {
    const after = ' word'.repeat(80).slice(0, characters);
    const [text = ''] = textsAround({ 'm/1': `HERE${after}` }, ['m/1', 'HERE']);
    expect(text).toHaveLength('HERE'.length + expected);
  });

  test('of quotes in one paragraph are one, and in two paragraphs that follow each other, too', () => {
    expect(textsAround({ 'm/1': page }, ['m/1', 'It falls again.'], ['m/1', 'The sea rises.'])).toEqual([
      'The sea rises. The Moon pulls it. It falls again.',
    ]);
    expect(textsAround({ 'm/1': page }, ['m/1', 'Ships wait.'], ['m/1', 'It falls again.'])).toEqual([
      'The sea rises. The Moon pulls it. It falls again.\n\nShips wait.',
    ]);
  });

  test('are of the page and the material that is quoted, in the order of the quotes', () => {
    const pages = { 'm/1': 'First page.', 'm/2': 'Second page.', 'n/1': 'Other material.' };
    expect(textsAround(pages, ['n/1', 'Other'], ['m/2', 'Second'], ['m/1', 'First'])).toEqual([
      'Other material.',
      'Second page.',
      'First page.',
    ]);
  });

  test('of a quote whose page is gone are none', () => {
    expect(surroundings({ 'm/1': 'First page.' }, ['m/2', 'First'], ['m/1', 'First'])).toHaveLength(1);
    expect(surroundings({}, ['m/1', 'First'])).toEqual([]);
  });
});
