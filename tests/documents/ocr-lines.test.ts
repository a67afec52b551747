import { describe, expect, it } from '@jest/globals';
import { areSideways, ocrRuns } from '../../documents/ocr-runs.js';

/** A row of the engine's table for each word: its text, left edge and width, in one line. */
const line = (...words: [string, number, number][]): string =>
  words
    .map(([text, left, width], at) => `5\t1\t1\t1\t1\t${at + 1}\t${left}\t100\t${width}\t20\t90\t${text}`)
    .join('\n');
const textsOf = (tsv: string) => ocrRuns(tsv, 1_000).map(({ text }) => text);

describe('a line that was read', () => {
  it('has no spaces between words of a script without them', () => {
    expect(textsOf(line(['光合', 0, 40], ['作用', 42, 40], ['，', 84, 10], ['氧气', 96, 40]))).toEqual([
      '光合作用，氧气',
    ]);
    expect(textsOf(line(['在', 0, 20], ['ATP', 26, 40], ['中', 72, 20]))).toEqual(['在 ATP 中']);
  });

  it('has its words in order where they run from right to left', () => {
    expect(textsOf(line(['يحمل', 300, 60], ['الدم', 230, 60], ['1847', 160, 60], ['عاما', 90, 60]))).toEqual([
      'يحمل الدم 1847 عاما',
    ]);
  });

  it('is apart from the next column, whichever way it runs', () => {
    expect(textsOf(line(['يحمل', 600, 60], ['الدم', 230, 60]))).toEqual(['يحمل', 'الدم']);
    expect(textsOf(line(['left', 0, 60], ['right', 300, 60]))).toEqual(['left', 'right']);
  });
});

it('a page is not on its side where its script is written downwards', () => {
  const upwards = { left: 0, right: 20, bottom: 0, top: 200, quarterTurns: 0, confidence: 0.9 };
  expect(areSideways([{ ...upwards, text: 'lighthouse' }])).toBe(true);
  expect(areSideways([{ ...upwards, text: '江戸時代の町' }])).toBe(false);
});
