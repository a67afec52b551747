import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageText } from '../../../documents/layout/page-text.js';
import type { TextRun } from '../../../documents/layout/text-run.js';
import { growthOf, IN_PROPORTION } from '../../support/growth.js';

const run = fc
  .record({
    text: fc.stringMatching(/^[a-zA-Z0-9.,é漢ש-]{1,20}( [a-z-]{1,12}){0,6}$/),
    left: fc.double({ min: -100, max: 700, noNaN: true }),
    bottom: fc.double({ min: -100, max: 900, noNaN: true }),
    width: fc.double({ min: 0, max: 500, noNaN: true }),
    height: fc.constantFrom(0, 6, 10, 10, 10, 10, 11, 24, 90),
    quarterTurns: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  })
  .map(({ width, height, ...rest }) => ({ ...rest, right: rest.left + width, top: rest.bottom + height }));

/** All characters but white space, hyphens, the bars of tables and the signs of raised letters, sorted. */
const characters = (text: string) => [...text.normalize('NFKD').replace(/[\s|^_{}\\\u2212-]/gu, '')].sort().join('');

const line = (text: string, left: number, bottom: number, width = text.length * 5): TextRun => ({
  text,
  left,
  right: left + width,
  bottom,
  top: bottom + 10,
  quarterTurns: 0,
});

describe('pageText', () => {
  it('loses and invents no character, whatever stands where', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 60 }), (runs) => {
        expect(characters(pageText(runs))).toBe(characters(runs.map(({ text }) => text).join('')));
      }),
    );
  });

  it('keeps the words of a run together and in order', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 40 }), (all) => {
        const runs = all.map((one) => ({ ...one, top: one.bottom + 10 }));
        const text = pageText(runs);
        for (const one of runs) expect(text).toContain(one.text);
      }),
    );
  });

  it('reads one column the same in whatever order its lines are drawn', () => {
    const lines = Array.from({ length: 30 }, (_, index) =>
      line(`Line ${index} says something of its own`, 60, 700 - 13 * index),
    );
    const straight = pageText(lines);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (drawn) => {
        expect(pageText(drawn)).toBe(straight);
      }),
    );
    expect(straight).toBe(lines.map(({ text }) => text).join('\n'));
  });

  it('reads Hebrew columns from the right', () => {
    const text = 'שלום עולם וברוך הבא אל';
    const columns = [400, 100].flatMap((left, column) =>
      Array.from({ length: 8 }, (_, index) => line(`${text} ${column}${index}`, left, 700 - 13 * index, 250)),
    );
    const order = [...pageText(columns).matchAll(/(\d)\d/gu)].map((match) => match[1]).join('');
    expect(order).toBe('0'.repeat(8) + '1'.repeat(8));
  });

  it('gives an empty page as no text', () => {
    expect(pageText([])).toBe('');
  });

  it('takes a bounded time for a page of countless words', () => {
    const runsOf = (count: number) =>
      Array.from({ length: count }, (_, at) => line(`word ${at}`, (at * 37) % 600, (at * 61) % 800, 20));
    expect(growthOf((count) => pageText(runsOf(count)), 800)).toBeLessThan(IN_PROPORTION);
  });
});
