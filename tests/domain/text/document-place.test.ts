import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeAt } from '../../../domain/text/document-place.js';

const at = (pages: string[], quote: string) => placeAt(pages, pages.at(-1)?.indexOf(quote) ?? 0);

describe('the place of a quote', () => {
  const first = '# Tides\n\nOne.\n\n## Springs\n\nTwo.\n\nThree.\n\n- a\n- b';

  test('is the headings above it and the paragraph below the last of them', () => {
    expect(at([first], 'One')).toEqual({ headingPath: ['Tides'], paragraphNo: 1 });
    expect(at([first], 'Three')).toEqual({ headingPath: ['Tides', 'Springs'], paragraphNo: 2 });
    expect(at([first], '- b')).toEqual({ headingPath: ['Tides', 'Springs'], paragraphNo: 3 });
  });

  test('goes on over pages, and a higher heading ends lower ones', () => {
    expect(at([first, 'Four.\n\n## Neaps\n\nFive.'], 'Four')).toEqual({
      headingPath: ['Tides', 'Springs'],
      paragraphNo: 4,
    });
    expect(at([first, 'Four.\n\n## Neaps\n\nFive.'], 'Five')).toEqual({
      headingPath: ['Tides', 'Neaps'],
      paragraphNo: 1,
    });
    expect(at([first, '# Ports\n\nSix.'], 'Six')).toEqual({ headingPath: ['Ports'], paragraphNo: 1 });
  });

  test('counts a paragraph that was cut at the end of a page once', () => {
    expect(at(['One.\n\nThe tide', 'comes twice.\n\nTwo.'], 'comes')).toEqual({ headingPath: [], paragraphNo: 2 });
    expect(at(['One.\n\nThe tide', 'comes twice.\n\nTwo.'], 'Two')).toEqual({ headingPath: [], paragraphNo: 3 });
    expect(at(['One.', 'comes twice.'], 'comes')).toEqual({ headingPath: [], paragraphNo: 2 });
  });

  test('counts what begins with a small letter, where no paragraph was cut before it', () => {
    const second = (...pages: string[]) => at(pages, 'Two').paragraphNo;
    expect(second('comes twice.\n\nTwo.')).toBe(2);
    expect(second('# Tides', 'comes twice.\n\nTwo.')).toBe(2);
    expect(second('The tide\n\ncomes twice.\n\nTwo.')).toBe(3);
    expect(second('One.\n\nHe said "no."', 'comes twice.\n\nTwo.')).toBe(4);
    expect(second('One.\n\nIt rose. The tide', 'comes twice.\n\nTwo.')).toBe(3);
  });

  test('counts a paragraph that comes again, and no line of blanks below a heading', () => {
    expect(at(['Ebb.\n\nEbb.\n\nFlood.'], 'Ebb').paragraphNo).toBe(1);
    expect(at(['Ebb.\n\nEbb.\n\nFlood.'], 'Flood').paragraphNo).toBe(3);
    expect(at(['# Tides\n \n\nOne.'], 'One')).toEqual({ headingPath: ['Tides'], paragraphNo: 1 });
  });

  test('has 120 characters of a heading at most', () => {
    const headings = (length: number) => at([`# ${'x'.repeat(length)}\n\nOne.`], 'One').headingPath;
    expect(headings(120)).toEqual(['x'.repeat(120)]);
    expect(headings(121)).toEqual(['x'.repeat(120)]);
  });

  test('counts a picture once, whatever was read in it', () => {
    const text = 'One.\n\n[Picture:\n\n# Tides\n\nTwice.\n\n]\n\nThree.\n\n[Picture: Brest]\n\nFive.';
    expect(at([text], 'Twice')).toEqual({ headingPath: [], paragraphNo: 2 });
    expect(at([text], 'Three')).toEqual({ headingPath: [], paragraphNo: 3 });
    expect(at([text], 'Five')).toEqual({ headingPath: [], paragraphNo: 5 });
  });

  test('is there for a heading itself, and before any text', () => {
    expect(at([first], 'Springs')).toEqual({ headingPath: ['Tides', 'Springs'], paragraphNo: 1 });
    expect(placeAt(['\n\nOne.'], 0)).toEqual({ headingPath: [], paragraphNo: 1 });
  });

  test('has a paragraph of 1 or more, and no more headings than levels, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('# ', '## ', '\n\n', 'a', '. ') }), { minLength: 1 }),
        fc.nat(),
        (pages, offset) => {
          const { headingPath, paragraphNo } = placeAt(pages, offset);
          expect(paragraphNo).toBeGreaterThan(0);
          expect(headingPath.length).toBeLessThan(7);
        },
      ),
    );
  });
});
