import { describe, expect, test } from '@jest/globals';
import type { CheckedGuide } from '../../../domain/guides/guide.js';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';
import { namedParts, type TitledGuide } from '../../../domain/guides/named-parts.js';

const language: GuideLanguage = {
  language: 'en',
  questions: { about: [], summary: [], points: [], first: [] },
  vocabulary: new Set(),
  ...{ wholes: [], keys: [], attached: [], defines: [] },
  places: new Set(['chapter']),
  pages: new Set(['page']),
  numbers: ['one first', 'two second', 'three third'].map((names) => new Set(names.split(' '))),
  ...{ articles: new Set(), back: new Set() },
  ask: { term: '{term}?', section: '{heading}?' },
};

type Headings = (string | null | [level: number, heading: string | null])[];
const sentence = (text: string) => ({ text, quotes: [] });
const guideOf = (headings: Headings, text = 'Words.', terms: string[] = []): CheckedGuide => ({
  ...{ language: 'en', summary: [], questions: [] },
  sections: headings.map((one) => {
    const [level, heading] = Array.isArray(one) ? one : [1, one];
    return { level, heading, pageFrom: 1, pageTo: 1, sentences: [sentence(text)] };
  }),
  terms: terms.map((term) => ({ term, sentence: sentence('It is so.') })),
});
const titled = (title: string, ...more: Parameters<typeof guideOf>): TitledGuide => ({
  ...{ materialId: title, title },
  guide: guideOf(...more),
});

/** What is named: whether it fits, and for each part the title of its material with headings, page, or all of it. */
function named(asked: { topic?: string[]; chapter?: number; page?: number }, ...guides: TitledGuide[]) {
  const number = asked.chapter ?? asked.page;
  const place = number === undefined ? undefined : { number, isPage: asked.page !== undefined };
  const words = { hasKey: true, hasWhole: false, hasPlace: place !== undefined };
  const { fit, parts } = namedParts({ language, topic: asked.topic ?? [], place, ...words }, guides);
  const shown = parts.map(({ guide, part }) => [
    guides.find((one) => one.guide === guide)?.title,
    part.kind === 'sections' ? part.sections.map(({ heading }) => heading) : part,
  ]);
  return [fit, ...shown];
}
const whole = { kind: 'whole' };

describe('a question names', () => {
  const ice = titled('Old Ice', ['Snow', 'Firn']);
  const rivers = titled('Deep Rivers', ['Source', 'Mouth']);

  test.each([
    ['all materials, with nothing of its own', {}, ['none', ['Old Ice', whole], ['Deep Rivers', whole]]],
    ['a material by a word of its title', { topic: ['river'] }, ['none', ['Deep Rivers', whole]]],
    [
      'none by a title that has only one of two words',
      { topic: ['rivers', 'mountains'] },
      ['strange', ['Old Ice', whole], ['Deep Rivers', whole]],
    ],
    [
      'a chapter of the material that its title names',
      { topic: ['rivers'], chapter: 2 },
      ['none', ['Deep Rivers', ['Mouth']]],
    ],
    ['a chapter of each material', { chapter: 2 }, ['none', ['Old Ice', ['Firn']], ['Deep Rivers', ['Mouth']]]],
    [
      'a page of each material',
      { page: 4 },
      ['none', ['Old Ice', { kind: 'page', pageNo: 4 }], ['Deep Rivers', { kind: 'page', pageNo: 4 }]],
    ],
    ['a heading rather than a number beside it', { topic: ['firn'], chapter: 1 }, ['named', ['Old Ice', ['Firn']]]],
    ['no chapter that is not there', { chapter: 3 }, ['spoken-of']],
    ['no chapter zero', { chapter: 0 }, ['spoken-of']],
  ])('%s', (_what, asked, expected) => {
    expect(named(asked, ice, rivers)).toEqual(expected);
  });

  test('nothing where there are no materials', () => {
    expect(named({ chapter: 1 })).toEqual(['spoken-of']);
    expect(named({})).toEqual(['none']);
  });

  test.each([
    ['the heading that says the least beside it', ['Ice and water', 'Ice'], ['ice'], ['Ice']],
    ['the first of those that say as much', ['Old ice', 'New ice'], ['ice'], ['Old ice']],
    ['the one that has all its words', ['Ice', 'Water', 'Ice and water'], ['ice', 'water'], ['Ice and water']],
    ['a section with those below it', ['Water', [2, 'Ice'], [3, 'Firn'], [2, 'Snow']], ['ice'], ['Ice', 'Firn']],
    ['the last section to the end', ['Water', 'Ice', [2, 'Firn']], ['ice'], ['Ice', 'Firn']],
  ] as [string, Headings, string[], string[]][])('%s', (_what, headings, topic, expected) => {
    expect(named({ topic }, titled('Notes', headings))).toEqual(['named', ['Notes', expected]]);
  });

  test('the best heading of each material, and none that says more', () => {
    const guides = [titled('One', ['Ice']), titled('Two', ['Old ice']), titled('Three', [null, 'Ice'])];
    expect(named({ topic: ['ice'] }, ...guides)).toEqual(['named', ['One', ['Ice']], ['Three', ['Ice']]]);
  });

  test.each([
    ['in a heading that does not have all of it', titled('Notes', ['Old moraines'])],
    ['in a sentence', titled('Notes', ['Ice', null], 'They are called moraines.')],
    ['as a term', titled('Notes', ['Ice'], 'Words.', ['end moraine'])],
  ])('no part where it is spoken of %s', (_what, guide) => {
    expect(named({ topic: ['moraine', 'whatever'] }, titled('Other', ['Rain']), guide)).toEqual(['spoken-of']);
  });
});

describe('a numbered chapter is', () => {
  test.each([
    ['the heading with its number', ['Chapter 3: Ice', 'Chapter 4: Firn'], 3, 'Chapter 3: Ice'],
    ['one behind text without a heading', [null, 'Chapter 2', 'Chapter 3'], 3, 'Chapter 3'],
    ['one with two figures', ['11 Ice', '12 Firn'], 12, '12 Firn'],
    ['one with a number in words', ['Second chapter: Ice', 'First chapter: Firn'], 2, 'Second chapter: Ice'],
    ['one with another number further on', ['Firn', 'Ice', 'Chapter 1: version 2.5'], 1, 'Chapter 1: version 2.5'],
    ['not what ends in its number', ['World two', 'Firn', 'Snow'], 2, 'Firn'],
    ['not a part of one', ['3.2 Ice', '3.3 Firn', 'Snow'], 3, 'Snow'],
    ['the nth where none has a number', ['Ice', 'Firn', 'Snow'], 3, 'Snow'],
    ['the nth below the title of all', ['Title', [2, 'Ice'], [2, 'Firn']], 2, 'Firn'],
    ['the nth of the highest, wherever they begin', [[2, 'Ice'], [2, 'Firn'], 'Snow', 'Rain'], 2, 'Rain'],
  ] as [string, Headings, number, string][])('%s', (_what, headings, chapter, expected) => {
    expect(named({ chapter }, titled('Notes', headings))).toEqual(['none', ['Notes', [expected]]]);
  });

  test('in no material that has one section only', () => {
    expect(named({ chapter: 1 }, titled('Notes', ['Ice']))).toEqual(['spoken-of']);
    expect(named({ chapter: 1 }, titled('Notes', []))).toEqual(['spoken-of']);
  });
});
