import { describe, expect, test } from '@jest/globals';
import { sentencesOf } from '../../../domain/text/sentences.js';

const read = (text: string, maxTokens = 100_000, start = 0) =>
  sentencesOf(text, { start, end: text.length }, [], maxTokens).map((one) => ({
    ...one,
    text: text.slice(one.start, one.end),
  }));
const textsOf = (text: string, maxTokens?: number) => read(text, maxTokens).map((one) => one.text);

describe('code between fences', () => {
  test.each([
    ['```\n# one\na | b\n```'],
    ['~~~\n```\n# one\n~~~'],
    ['```\n# one\n````'],
    ['````\n```\n# one\n````'],
    ['```\n# one\n```\n```\n# two\n```'],
  ])('has neither headings nor rows, which are there again behind it: %j', (code) => {
    expect(read(`${code}\n\n# Tides\nFundy | 16 m`).map(({ text, isHeading }) => [text, isHeading])).toEqual([
      [code, false],
      ['# Tides', true],
      ['Fundy | 16 m', false],
    ]);
  });
});

describe('a row of dashes', () => {
  test('is one with a row right above it alone', () => {
    expect(textsOf('| A | B |\n\n| --- | --- |')).toEqual(['| A | B |', '| --- | --- |']);
    expect(textsOf('| A | B |\n| --- | --- |\n| --- | --- |')).toEqual(['| A | B |\n| --- | --- |', '| --- | --- |']);
    expect(textsOf('The ebb\n| --- | --- |')).toEqual(['The ebb', '| --- | --- |']);
  });
});

describe('a formula', () => {
  test.each<[string, string[]]>([
    ['The value $x$ Alone is it.', ['The value $x$ Alone is it.']],
    ['It is $1.5$ Metres long.', ['It is $1.5$ Metres long.']],
    ['So $$\nx = 1.\n$$ Then it ends.', ['So $$\nx = 1.\n$$', 'Then it ends.']],
    ['So it is $x = 1.$ Then it ends.', ['So it is $x = 1.$', 'Then it ends.']],
  ])('ends a sentence where a stop is the last in it: %j', (text, sentences) => {
    expect(textsOf(text)).toEqual(sentences);
  });

  test('is known in a part of a text', () => {
    const text = 'The ebb. By $a = b. C$ it ends.';
    expect(read(text, 100, 9).map((one) => one.text)).toEqual(['By $a = b. C$ it ends.']);
  });

  test('stays whole where a sentence is too long, and is cut where it is longer itself', () => {
    const pieces = (text: string, maxTokens: number) => read(text, maxTokens).map((one) => [one.text, one.tokens]);
    expect(pieces('one two $a + b$ three', 5)).toEqual([
      ['one two', 2],
      ['$a + b$', 5],
      ['three', 1],
    ]);
    expect(pieces('one two $a + b$ three', 4)).toEqual([
      ['one two $a', 4],
      ['+ b$ three', 4],
    ]);
    expect(pieces('The ebb $a$-$b$', 100)).toEqual([['The ebb $a$-$b$', 8]]);
    expect(pieces('The $a$-$b$ ebb', 100)).toEqual([['The $a$-$b$ ebb', 8]]);
  });
});

describe('a paragraph of more than 8,000 characters without a stop', () => {
  const [x, y] = ['x'.repeat(7_000), 'y'.repeat(1_000)];

  test('is one sentence up to there', () => {
    const text = `${'w '.repeat(3_999)}ww`;
    expect(textsOf(text)).toEqual([text]);
    expect(textsOf(`${text}w`)).toEqual([text.slice(0, -3), 'www']);
  });

  test.each([
    [`${x} ${y} z`, [x, `${y} z`]],
    [`${x}\n${y} z`, [x, `${y} z`]],
    [`a\n${x} ${y} z`, [`a\n${x}`, `${y} z`]],
    [`a ${x}\n${y} z`, [`a ${x}`, `${y} z`]],
  ])('is parted at its last space or line break before', (text, parts) => {
    expect(textsOf(text)).toEqual(parts);
  });

  test('is parted within a word that is longer, but in no character', () => {
    const lengths = (text: string) => textsOf(text).map(({ length }) => length);
    expect(lengths('x'.repeat(8_001))).toEqual([8_000, 1]);
    expect(lengths(`x${'🌊'.repeat(4_000)}`)).toEqual([7_999, 2]);
  });

  test('is parted in no formula', () => {
    const words = 'w '.repeat(3_995);
    const formula = '$a + b + c + d + e + f$';
    expect(textsOf(`${words}${formula} end`)).toEqual([words.trim(), `${formula} end`]);
    const all = (count: number) => 'w '.repeat(count).trim();
    expect(textsOf(`${all(4_500)} ${formula}`)).toEqual([all(4_000), `${all(500)} ${formula}`]);
    expect(textsOf(`w ${formula} ${all(4_500)}`)).toEqual([`w ${formula} ${all(3_987)}`, all(513)]);
    expect(textsOf(`${formula}${'x'.repeat(9_000)}`)).toEqual([formula, 'x'.repeat(8_000), 'x'.repeat(1_000)]);
  });
});
