import { describe, expect, test } from '@jest/globals';
import {
  type AboutReading,
  aboutConfidence,
  attachedPlaceIn,
  kindByWords,
  mayBeAbout,
  numberOf,
  readAboutQuestion,
} from '../../../domain/guides/about-question.js';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';

const english: GuideLanguage = {
  language: 'en',
  questions: {
    about: ['Give me a long talk on what it is about'],
    summary: ['Summary'],
    points: ['Main points'],
    first: ['What is first?'],
  },
  vocabulary: new Set(['what', 'is', 'the', 'of', 'three', 'things', 'notes', '本章']),
  wholes: ['notes'],
  keys: ['summa', 'main'],
  places: new Set(['chapter', '章']),
  pages: new Set(['page']),
  attached: ['章'],
  numbers: ['one first', 'two second', 'three third'].map((names) => new Set(names.split(' '))),
  defines: ['is'],
  articles: new Set(['the']),
  back: new Set(['it']),
  ask: { term: '{term}?', section: '{heading}?' },
};
const read = (question: string, languages = [english]) => readAboutQuestion(question, languages);

describe('a question', () => {
  test('has 300 characters at most', () => {
    expect(read('notes'.padEnd(300, '?'))).toMatchObject({ topic: [], hasWhole: true });
    expect(read('notes'.padEnd(301, '?'))).toBeUndefined();
  });

  test('has four words of its own at most, each counted once', () => {
    expect(read('summarize ice snow firn rock ice')?.topic).toEqual(['ice', 'snow', 'firn', 'rock']);
    expect(read('summarize ice snow firn rock sand')).toBeUndefined();
  });

  test('is read in the first of the languages that it fits as well', () => {
    const other = { ...english, language: 'xx' };
    expect(read('the notes', [english, other])?.language).toBe(english);
    expect(read('the notes', [other, english])?.language).toBe(other);
  });

  test('is rather read in a language in which it names a part', () => {
    const other = { ...english, vocabulary: new Set(['the', 'chapter']), places: new Set<string>() };
    expect(read('the chapter', [other, english])).toMatchObject({ language: english, topic: [], hasPlace: true });
  });

  test.each([
    ['summarization of ice', ['ice'], true],
    ['summa', [], true],
    ['consummate ice', ['consummate', 'ice'], false],
    ['consummate summary', ['consummate'], true],
    ['main ice', ['main', 'ice'], true],
    ['maintenance', ['maintenance'], true],
    ['remain', ['remain'], false],
  ])('%j has the topic %j, and a key: %s', (question, topic, hasKey) => {
    expect(read(question)).toMatchObject({ topic, hasKey });
  });

  test.each([
    ['What is the main of three things?', false, undefined],
    ['the 3 things', false, undefined],
    ['the chapter', true, undefined],
    ['the chapter of things', true, undefined],
    ['本章', true, undefined],
    ['文章', false, undefined],
    ['chapter 3', true, { number: 3, isPage: false }],
    ['third page', true, { number: 3, isPage: true }],
    ['第3章', true, { number: 3, isPage: false }],
  ])('%j names a part: %s (%j)', (question, hasPlace, place) => {
    expect(read(question)).toMatchObject({ hasPlace, place });
  });
});

test.each([
  ['第3章', { number: 3, isPage: false, start: 0, end: 3 }],
  ['第十二章', { number: 12, isPage: false, start: 0, end: 4 }],
  ['第二十章', { number: 20, isPage: false, start: 0, end: 4 }],
  ['第二十三章', { number: 23, isPage: false, start: 0, end: 5 }],
  ['第一百零五章', { number: 105, isPage: false, start: 0, end: 6 }],
  ['第一〇五章', { number: 105, isPage: false, start: 0, end: 5 }],
  ['十二章', { number: 12, isPage: false, start: 0, end: 3 }],
  ['第两百章', { number: 200, isPage: false, start: 0, end: 4 }],
  ['第廿三章', undefined],
  ['第12345章', undefined],
  ['the 12章 and more', { number: 12, isPage: false, start: 4, end: 7 }],
  ['文章', undefined],
  ['', undefined],
])('the place in %j is %j', (text, place) => {
  expect(attachedPlaceIn(english, text)).toEqual(place);
});

test.each([
  ['第三百页', { number: 300, isPage: true, start: 0, end: 4 }],
  ['300页', { number: 300, isPage: true, start: 0, end: 4 }],
  ['三百页的书', undefined],
])('pages are counted by a numeral, and one is told by 第 before it: %s', (text, place) => {
  expect(attachedPlaceIn({ ...english, attached: ['页'], pages: new Set(['页']) }, text)).toEqual(place);
});

test('a word for a part has no number beside it in a language without words for numbers', () => {
  expect(attachedPlaceIn({ ...english, numbers: [] }, '文章')).toBeUndefined();
});

test.each([
  ['0', 0],
  ['9', 9],
  ['9999', 9999],
  ['10000', undefined],
  ['3rd', undefined],
  ['x3', undefined],
  ['i', 1],
  ['xii', 12],
  ['xiii', undefined],
  ['one', 1],
  ['third', 3],
  ['fourth', undefined],
])('the number of %s is %s', (word, number) => {
  expect(numberOf(word, english)).toBe(number);
});

test.each([
  ['Give me a summary', 'summary'],
  ['Give me the main points', 'points'],
  ['Talk about it', 'about'],
  ['Hello', 'about'],
  ['?', 'about'],
])('%j is asked to know: %s', (question, kind) => {
  expect(kindByWords(question, english)).toBe(kind);
});

describe('what its words tell', () => {
  const reading = (more: Partial<AboutReading> = {}): AboutReading => ({
    ...{ language: english, topic: [], hasKey: false, hasWhole: false, hasPlace: false, place: undefined },
    ...more,
  });
  const topic = ['ice'];
  const place = { number: 3, isPage: false };

  test.each([
    [reading(), true],
    [reading({ topic }), false],
    [reading({ topic, hasKey: true }), true],
    [reading({ topic, hasPlace: true }), true],
    [reading({ topic, hasWhole: true }), true],
  ])('may be about a whole (%#)', (one, expected) => {
    expect(mayBeAbout(one)).toBe(expected);
  });

  test.each([
    ['a numbered part', { place, hasPlace: true }, 'none', 0.9],
    ['a key', { hasKey: true }, 'none', 0.95],
    ['a numbered part of something strange', { place, hasPlace: true }, 'strange', undefined],
    ['a key with something strange', { hasKey: true }, 'strange', undefined],
    ['a key with a heading', { hasKey: true }, 'named', 0.9],
    ['a part with a heading', { hasPlace: true }, 'named', 0.9],
    ['a heading alone', {}, 'named', undefined],
    ['a key with what is spoken of', { hasKey: true }, 'spoken-of', undefined],
  ] as const)('is sure by %s', (_what, more, fit, expected) => {
    expect(aboutConfidence(reading(more), { fit, likeness: undefined, isInThread: false })).toBe(expected);
  });

  test.each([
    ['none', false, 0.8549, undefined],
    ['none', false, 0.855, 0.8],
    ['none', false, 0.88, 0.85],
    ['none', false, 0.93, 0.95],
    ['none', false, 0.99, 0.95],
    ['none', true, 0.8999, undefined],
    ['none', true, 0.9, 0.89],
    ['strange', false, 0.8999, undefined],
    ['strange', false, 0.9, 0.89],
  ] as const)(
    'with no key (%s, in a thread: %s) and a likeness of %d is sure by %s',
    (fit, isInThread, likeness, sure) => {
      const confidence = aboutConfidence(reading(), { fit, likeness, isInThread });
      expect(confidence && Math.round(confidence * 1e6) / 1e6).toBe(sure);
    },
  );
});
