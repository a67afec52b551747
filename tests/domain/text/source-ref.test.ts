import { describe, expect, test } from '@jest/globals';
import { isAskedFor, isLesson, isPage, refOf, sourceKey } from '../../../domain/text/source-ref.js';
import { placeOf } from '../../../domain/text/source-spans.js';

const page = { materialId: 'm', pageNo: 3 };
const lesson = { lessonId: 'l' };

describe('a text that can be cited', () => {
  test('is a page of a material or a lesson', () => {
    expect([isPage(page), isLesson(page)]).toEqual([true, false]);
    expect([isPage(lesson), isLesson(lesson)]).toEqual([false, true]);
  });

  test('is named by what tells it apart, and by nothing that it says', () => {
    expect(refOf({ ...page, text: 'Ebb.' })).toEqual(page);
    expect(refOf({ ...lesson, text: 'Ebb.' })).toEqual(lesson);
    expect(placeOf({ ...page, start: 1, end: 4, sourceText: 'Ebb.' } as never)).toEqual({ ...page, start: 1, end: 4 });
    expect(placeOf({ ...lesson, start: 0, end: 2 })).toEqual({ ...lesson, start: 0, end: 2 });
  });

  test('is asked of where all pages are, or its own, and a lesson always', () => {
    const pages = [2, 3, 4, 5].map((pageNo) => ({ ...page, pageNo }));
    const askedOf = (pageFrom: number | null, pageTo: number | null) =>
      [...pages, lesson].filter((text) => isAskedFor({ pageFrom, pageTo }, text));
    expect(askedOf(3, 4)).toEqual([pages[1], pages[2], lesson]);
    expect(askedOf(null, null)).toEqual([...pages, lesson]);
  });

  test('has a key of its own', () => {
    const others = [page, { ...page, pageNo: 4 }, { ...page, materialId: 'n' }, lesson, { lessonId: 'm' }];
    expect(new Set(others.map(sourceKey)).size).toBe(others.length);
    expect(sourceKey({ ...page })).toBe(sourceKey(page));
    // Of no page 1 of a material `m1`: the parts do not run together.
    expect(sourceKey({ materialId: 'm', pageNo: 11 })).not.toBe(sourceKey({ materialId: 'm1', pageNo: 1 }));
  });
});
