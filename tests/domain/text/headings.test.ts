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
