import { describe, expect, it } from '@jest/globals';
import { appendHeading, headingOf } from '../../../domain/text/headings.js';

const alone = {
  isAfterBlank: true,
  isBeforeBlank: true,
  next: 'Water rises in the stem of a plant and leaves it again.',
};
const within = { isAfterBlank: false, isBeforeBlank: false, next: 'and goes on in the next line with more of it.' };

describe('headingOf', () => {
  it.each<[string, number]>([
    ['# Cells', 1],
    ['### The wall of a cell ###', 3],
    ['Chapter 3', 1],
    ['Chapter IV: On the Growth of Plants', 1],
    ['Appendix A', 1],
    ['2 Materials and methods', 1],
    ['2. Materials and methods', 1],
    ['2.1  Growth of plants', 2],
    ['2.1.4 Growth of roots in dry and sandy soil', 3],
    ['A.1 Further tables', 2],
    ['How Plants Take in Light', 7],
    ['INTRODUCTION', 7],
  ])('knows %s', (text, level) => {
    expect(headingOf({ text, ...alone })).toMatchObject({ level });
  });

  it.each<[string, Partial<typeof alone>]>([
    ['Water rises in the stem.', {}],
    ['Water rises in the stem', {}],
    ['Chapter 3 describes how plants grow in the', within],
    ['2.1 The tenant pays the rent on the first day of', { ...within, isAfterBlank: true }],
    ['1. Add the Water', { next: '2. Stir it Well' }],
    ['1. Add the water', within],
    ['Planet | Distance', {}],
    ['Growth of Plants . . . . . . . 12', {}],
    ['2.1 Growth of Plants 17', {}],
    ['12', {}],
    ['Maria Schmidt', { next: 'Class 7b' }],
    ['How Plants Take in Light', within],
    ['How Plants Take in Light', { isBeforeBlank: false }],
    [`# ${'#'.repeat(50_000)}x`, {}],
  ])('is not taken in by %s', (text, around) => {
    expect(headingOf({ text, ...alone, ...around })).toBeUndefined();
  });
});

describe('a heading', () => {
  const levelOf = (text: string, around: Partial<typeof alone> = {}) => headingOf({ text, ...alone, ...around })?.level;
  const words = (count: number) => Array.from({ length: count }, () => 'Tide').join(' ');

  it.each([
    ['# Cells', 'Cells'],
    ['##  Cells and walls  ##', 'Cells and walls'],
    ['# C#', 'C'],
    ['###### Cells', 'Cells'],
    ['# 3 | 4.', '3 | 4.'],
    ['Chapter 3: Cells', 'Chapter 3: Cells'],
    ['2.1 Growth', '2.1 Growth'],
  ])('%s says %s', (text, heading) => expect(headingOf({ text, ...alone })?.text).toBe(heading));

  it.each(['#Cells', '####### Cells', '# ', '##'])('is not marked by %s', (text) =>
    expect(levelOf(text, { next: '' })).toBeUndefined(),
  );

  it('has 120 characters at most, and a marked line 400', () => {
    const chapter = (length: number) => `Chapter 3: ${'x'.repeat(length - 11)}`;
    expect([levelOf(chapter(120)), levelOf(chapter(121))]).toEqual([1, undefined]);
    expect([levelOf(`# ${'x'.repeat(398)}`), levelOf(`# ${'x'.repeat(399)}`)]).toEqual([1, undefined]);
  });

  it('has 14 words at most where it has a number, and 9 without or where it might be an item', () => {
    expect([levelOf(`2.1 ${words(13)}`), levelOf(`2.1 ${words(14)}`)]).toEqual([2, undefined]);
    expect([levelOf(`2 ${words(9)}`), levelOf(`2 ${words(10)}`)]).toEqual([1, undefined]);
    expect([levelOf(words(9)), levelOf(words(10))]).toEqual([7, undefined]);
  });

  it('without a number stands before a text of eight words or more', () => {
    expect([levelOf('Tides', { next: words(8) }), levelOf('Tides', { next: words(7) })]).toEqual([7, undefined]);
  });

  it.each(['Tides, and', 'Tides;', 'Tides:', 'Tides.', 'Tides!', 'Tides?', 'Sea | Range'])(
    'does not end as %s',
    (text) => expect(levelOf(text.replace(' and', ''))).toBeUndefined(),
  );

  it.each(['Tides ... IV', 'Tides . . . IV', 'Tides … IV', 'Tides 12', 'A 1 B', '2.1 A B'])(
    'is no line of contents, and has a word: %s',
    (text) => expect(levelOf(text)).toBeUndefined(),
  );

  it.each(['Ebb . . Flood', 'Ebb .. Flood', 'The 3 Tides', 'Tides12'])('may have dots and figures: %s', (text) =>
    expect(levelOf(text)).toBe(7),
  );

  it.each(['Chapter 12', 'chapter iv', 'Part B', 'Unit 3 – Waves', 'Kapitel 2. Wellen', 'Lesson 4 Waves and wind'])(
    'is named: %s',
    (text) => expect(levelOf(text)).toBe(1),
  );

  it('that is named may stand close to others where it is a name alone', () => {
    expect(['Chapter 3', 'Chapter 3: Cells', 'Chapter 3 and others'].map((text) => levelOf(text, within))).toEqual([
      ...[1, 1, undefined],
    ]);
    const halfAlone = [{ isAfterBlank: false }, { isBeforeBlank: false }];
    expect(halfAlone.map((around) => levelOf('Chapter 3 and others', around))).toEqual([undefined, undefined]);
  });

  it.each<[string, Partial<typeof alone>, number | undefined]>([
    ['2 Materials', { isAfterBlank: false }, undefined],
    ['2 Materials', { isBeforeBlank: false }, undefined],
    ['2 Materials', { next: '3 Methods' }, undefined],
    ['2.1 Growth', { isAfterBlank: false }, undefined],
    ['2.1 Growth', { isBeforeBlank: false, next: 'Plants grow.' }, 2],
    ['2.1 Growth', { isBeforeBlank: false, next: 'and goes on' }, undefined],
    [`2.1 ${'Tide '.repeat(10)}of it`, { isBeforeBlank: false, next: 'Plants grow.' }, undefined],
    ['1.2.3.4.5 Growth', {}, 5],
    ['1.2.3.4.5.6 Growth', {}, undefined],
    ['B.2.1 Growth', {}, 3],
    ['2.1 growth of plants', {}, undefined],
    ['1234 Growth of plants', {}, undefined],
  ])('by its number, %s within %j, has level %p', (text, around, level) => expect(levelOf(text, around)).toBe(level));

  it.each<[string, number | undefined]>([
    ['On the Growth of Plants', 7],
    ['The Ebb and the Flood', 7],
    ['Tides (Ebb) 3 Times', 7],
    ['tides of the Sea', undefined],
    ['The and of', undefined],
    ['The Growth of plants', undefined],
  ])('without a number has capitals but for small words: %s', (text, level) => expect(levelOf(text)).toBe(level));
});

it('leaves deeper sections when a higher one begins', () => {
  const read = (levels: number[]) =>
    levels.reduce<ReturnType<typeof appendHeading>>(
      (path, level) => appendHeading(path, { level, text: String(level) }),
      [],
    );
  expect(read([1, 2, 3, 2]).map(({ level }) => level)).toEqual([1, 2]);
  expect(read([3, 7, 7]).map(({ level }) => level)).toEqual([3, 7]);
  expect(read([2, 7, 1]).map(({ level }) => level)).toEqual([1]);
});
