import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PAGE_LENGTH, textPages } from '../../../documents/plain-text/text-pages.js';
import { chunkPages } from '../../../domain/text/chunking.js';
import { excerptOf } from '../../../domain/text/excerpts.js';
import { formulasIn, outsideFormula, replaceFormulas } from '../../../domain/text/formulas.js';
import { sentencesOf } from '../../../domain/text/sentences.js';

const found = (text: string) => formulasIn(text).map(({ start, end }) => text.slice(start, end));
const inline = (length: number) => `$${'x'.repeat(length)}$`;
const display = (length: number) => `$$${'x'.repeat(length)}$$`;

describe('the formulas of a text', () => {
  test.each<[string, string[]]>([
    ['The speed is $v=\\frac{s}{t}$ here.', ['$v=\\frac{s}{t}$']],
    ['Two: $a$, $b$.', ['$a$', '$b$']],
    ['In lines:\n$$\na = b\n$$\nof its own', ['$$\na = b\n$$']],
    ['With \\$ in it: $\\$5 + x$', ['$\\$5 + x$']],
    ['After a price of $5: $x^2$.', ['$x^2$']],
    ['$x$, then 5', ['$x$']],
    [inline(998), [inline(998)]],
    [display(3_996), [display(3_996)]],
  ])('of %j are %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    'It costs $5 or $10.',
    'From $5 to 10$2',
    'Nothing $ here $ either',
    'a $x\n\ny$ b',
    '$$ $$',
    'no formula at all',
    'one $ alone',
    'Nothing $ here$ either',
    'Nothing $here $ either',
    'From $x$$ on',
    'From $$x$ on',
    inline(999),
    display(3_997),
  ])('are none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('are found in time that grows with the text alone', () => {
    for (const piece of ['$', '$x ', '$$', '\\$', '$x$'])
      expect(() => formulasIn(piece.repeat(1_000_000))).not.toThrow();
  });
});

test.each([
  ['Two: $a$ and $$b$$.', 'Two: <$a$> and <$$b$$>.'],
  ['$a$ $$b$$', '<$a$> <$$b$$>'],
  ['$a$', '<$a$>'],
  ['It costs $5.', 'It costs $5.'],
  ['', ''],
])('what stands between formulas stays: %j', (text, written) => {
  expect(replaceFormulas(text, (formula) => `<${formula}>`)).toBe(written);
});

test('a place within a formula moves to its beginning, and any other stays', () => {
  const places = [...'a $b$ c $d$'].map((_, at) => outsideFormula('a $b$ c $d$', at));
  expect(places).toEqual([0, 1, 2, 2, 2, 5, 6, 7, 8, 8, 8]);
  expect(outsideFormula('a $b$', 5)).toBe(5);
});

/** Prose with formulas that have in them whatever parts sentences, words and rows elsewhere. */
const formula = fc.constantFrom(
  '$E = m c^2$',
  '$a. B? c$',
  '$P(A | B)$',
  '$$x = 1. Then \\\\\n- y = 2$$',
  '$x$',
  '$\\text{Mr. X}$',
);
const prose = fc.constantFrom(
  'Water rises. ',
  'It is ',
  'so? ',
  '\n',
  '\n\n',
  ' | ',
  '- ',
  'A price of $5 ',
  '\n# Heading\n\n',
  'Density: 3\n',
  '漢字。',
);
const text = fc
  .array(fc.oneof({ weight: 2, arbitrary: prose }, formula), { maxLength: 60 })
  .map((pieces) => pieces.join(' '));

/** Offsets that lie within a formula. */
const cutsIn = (whole: string, offsets: readonly number[]) =>
  formulasIn(whole).filter(({ start, end }) => offsets.some((at) => start < at && at < end));

describe('no formula is cut', () => {
  test('by sentences, however long they may be', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 100 }), (whole, maxTokens) => {
        const sentences = sentencesOf(whole, { start: 0, end: whole.length }, [], maxTokens);
        expect(
          cutsIn(
            whole,
            sentences.flatMap(({ start, end }) => [start, end]),
          ),
        ).toEqual([]);
      }),
    );
  });

  test('by chunks', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const whole = texts.join(' ');
        const { chunks } = chunkPages([{ pageNo: 1, text: whole }]);
        expect(
          cutsIn(
            whole,
            chunks.flatMap(({ start, end }) => [start, end]),
          ),
        ).toEqual([]);
      }),
    );
  });

  test('by pages and excerpts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), formula, (before, one) => {
        const page = `${'water '.repeat(Math.floor((PAGE_LENGTH - before) / 6))}${one} ${'rises '.repeat(900)}`;
        expect(textPages(page).some((each) => each.includes(one))).toBe(true);
        const passage = `${'x '.repeat(before / 2)}${one} ${'y '.repeat(200)}`;
        const { end } = excerptOf(passage, { start: 0, end: passage.length }) ?? { end: 0 };
        expect(cutsIn(passage, [end])).toEqual([]);
      }),
    );
  });
});
