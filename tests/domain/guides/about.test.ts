import { beforeAll, describe, expect, test } from '@jest/globals';
import { aboutSentences } from '../../../domain/guides/about-answer.js';
import {
  aboutConfidence,
  kindByWords,
  mayBeAbout,
  numberOf,
  readAboutQuestion,
} from '../../../domain/guides/about-question.js';
import type { CheckedGuide } from '../../../domain/guides/guide.js';
import { ABOUT_KINDS, type GuideLanguage, languageOf } from '../../../domain/guides/guide-language.js';
import { namedParts } from '../../../domain/guides/named-parts.js';
import type { PageRef } from '../../../domain/text/source-ref.js';
import { loadGuideLanguages } from '../../../services/content/load-guide-languages.js';

let languages: GuideLanguage[];
beforeAll(async () => {
  languages = await loadGuideLanguages();
});

const read = (question: string) => {
  const reading = readAboutQuestion(question, languages);
  return reading && { ...reading, language: reading.language.language };
};

describe('the words of a question', () => {
  test.each([
    ['What is this about?', 'en'],
    ['sumarize this documnt plaese', 'en'],
    ['Worum geht es in diesem Text?', 'de'],
    ['¿Cuáles son los puntos principales?', 'es'],
    ['Quels sont les points essentiels de cette leçon ?', 'fr'],
    ['Faça um resumo deste capítulo', 'pt'],
    ['Сделай краткое содержание текста', 'ru'],
    ['这份文件讲了什么？', 'zh'],
    ['この資料を要約してください', 'ja'],
    ['لخص هذا المستند', 'ar'],
    ['इस दस्तावेज़ का सारांश दो', 'hi'],
  ])('in %s are all those of questions about a whole (%s)', (question, language) => {
    expect(read(question)).toMatchObject({ language, topic: [] });
  });

  test('in every language fit its own examples', () => {
    for (const { questions } of languages) {
      for (const example of ABOUT_KINDS.flatMap((kind) => questions[kind]))
        expect([example, read(example)]).toEqual([example, expect.objectContaining({ topic: [] })]);
    }
  });

  test.each([
    ['Summarize the part about moraines', ['moraines']],
    ['Fasse den Abschnitt über Osmose zusammen', ['osmose']],
    ['总结光合作用这一节', ['光合作用']],
  ])('in %s tell its topic', (question, topic) => {
    expect(read(question)).toMatchObject({ topic, hasKey: true, hasPlace: true });
  });

  test.each([
    ['Summarize chapter 3', 3, false],
    ['What does the third chapter say?', 3, false],
    ['sum up Chapter IV', 4, false],
    ['Summarize page 12', 12, true],
    ['Fass Kapitel 2 zusammen', 2, false],
    ['Resume el tercer capítulo', 3, false],
    ['Que dit le chapitre deux ?', 2, false],
    ['Перескажи вторую главу', 2, false],
    ['总结第三章。', 3, false],
    ['总结第十二章。', 12, false],
    ['总结第 十二 章。', 12, false],
    ['第2章を要約して。', 2, false],
    ['لخص الفصل ٣', 3, false],
    ['अध्याय ३ का सारांश दीजिए', 3, false],
  ])('in %s name a place by its number', (question, number, isPage) => {
    expect(read(question)).toMatchObject({ place: { number, isPage }, topic: [] });
  });

  test.each([
    'Why did Galileo use a slope instead of just dropping things?',
    `What is this about? ${'And this? '.repeat(40)}`,
    '',
    '?!',
  ])('in %j are none about a whole', (question) => {
    expect(read(question)).toBeUndefined();
  });
});

test('numbers are read in the figures of any script', () => {
  const [language] = languages;
  if (!language) throw new Error('no language');
  expect(
    ['7', '٧', '७', '７', '42', 'ix', 'moraine'].map((word) => numberOf(word.normalize('NFKD'), language)),
  ).toEqual([7, 7, 7, 7, 42, 9, undefined]);
});

test('a text is in the language whose common words it has', () => {
  const of = (text: string) => languageOf(text, languages)?.language;
  expect(of('The sea is pulled by the Moon, and so the tide comes in.')).toBe('en');
  expect(of('Das Meer wird vom Mond angezogen, und so kommt die Flut.')).toBe('de');
  expect(of('海は月に引かれるので、満ち潮が来る。')).toBe('ja');
  expect(of('植物吸收二氧化碳和水，是在叶子里。')).toBe('zh');
  expect(of('Lorem ipsum dolor sit amet, consectetur adipiscing.')).toBeUndefined();
  expect(of('')).toBeUndefined();
});

const sentence = (text: string, pageNo = 1, materialId = 'm') => ({
  text,
  quotes: [{ materialId, pageNo, quote: text, start: 0, end: text.length }],
});
const guideOf = (name: string, more: Partial<CheckedGuide> = {}): CheckedGuide => {
  const section = (level: number, heading: string, pageNo: number) => ({
    level,
    heading,
    ...{ pageFrom: pageNo, pageTo: pageNo },
    sentences: [sentence(`${name}: ${heading}, first.`, pageNo), sentence(`${name}: ${heading}, second.`, pageNo)],
  });
  const sections = [section(1, 'Ice', 1), section(2, 'Moraines', 1), section(2, 'Cirques', 2), section(1, 'Water', 3)];
  const summary = sections.flatMap(({ sentences: [first] }) => first ?? []);
  const terms = [{ term: 'firn', sentence: sentence(`${name}: firn is old snow.`, 2) }];
  return { language: 'en', sections, summary, terms, questions: [], ...more };
};
const titled = (title: string, more: Partial<CheckedGuide> = {}) => ({
  materialId: title,
  title,
  guide: guideOf(title, more),
});

/** What a question names in guides: for each part its title and headings, page, or all of it. */
function named(question: string, guides = [titled('Glaciers')]) {
  const reading = readAboutQuestion(question, languages);
  if (!reading) return undefined;
  const { fit, parts } = namedParts(reading, guides);
  return [
    fit,
    ...parts.map(({ guide, part }) => [
      guides.find((one) => one.guide === guide)?.title,
      part.kind === 'sections'
        ? part.sections.map(({ heading }) => heading)
        : part.kind === 'page'
          ? part.pageNo
          : 'all',
    ]),
  ];
}

describe('what a question names', () => {
  test.each([
    ['What is this about?', ['none', ['Glaciers', 'all']]],
    ['Summarize the section on ice', ['named', ['Glaciers', ['Ice', 'Moraines', 'Cirques']]]],
    ['Summarize moraine', ['named', ['Glaciers', ['Moraines']]]],
    ['Summarize glaciers', ['none', ['Glaciers', 'all']]],
    ['Summarize chapter 2', ['none', ['Glaciers', ['Water']]]],
    ['Summarize chapter 7', ['spoken-of']],
    ['Summarize page 2', ['none', ['Glaciers', 2]]],
    ['Summarize firn', ['spoken-of']],
    ['Summarize whatchamacallit', ['strange', ['Glaciers', 'all']]],
  ])('in %s', (question, expected) => {
    expect(named(question)).toEqual(expected);
  });

  test('is in every material of its scope that has it', () => {
    const guides = [titled('Glaciers'), titled('Rivers', { sections: [] })];
    expect(named('Main points?', guides)).toEqual(['none', ['Glaciers', 'all'], ['Rivers', 'all']]);
    expect(named('Main points of rivers?', guides)).toEqual(['none', ['Rivers', 'all']]);
    expect(named('Summarize the section on water', guides)).toEqual(['named', ['Glaciers', ['Water']]]);
  });

  test.each([
    ['Chapter 2: Water', 'Summarize chapter 2'],
    ['2 Water', 'Summarize chapter 2'],
    ['第2章 水', '第2章を要約して。'],
    ['第二章 水', '总结第二章。'],
    ['Kapitel II: Wasser', 'Fass Kapitel 2 zusammen'],
  ])('is the heading %s, by its own number', (heading, question) => {
    const last = { level: 1, heading, pageFrom: 9, pageTo: 9, sentences: [] };
    const { sections } = guideOf('Glaciers');
    expect(named(question, [titled('Glaciers', { sections: [...sections, last] })])).toEqual([
      'none',
      ['Glaciers', [heading]],
    ]);
  });
});

describe('whether a question is about a whole', () => {
  const confidence = (question: string, more: Partial<Parameters<typeof aboutConfidence>[1]> = {}) => {
    const reading = readAboutQuestion(question, languages);
    return reading && aboutConfidence(reading, { fit: 'none', likeness: undefined, isInThread: false, ...more });
  };

  test('words tell alone where only such a question has them', () => {
    expect(confidence('Summarize this.')).toBeGreaterThan(0.9);
    expect(confidence('What does chapter 2 say?')).toBeGreaterThan(0.8);
    expect(confidence('What is this about?')).toBeUndefined();
  });

  test('likeness to examples tells where all its words are common, and must be more where not, or in a thread', () => {
    expect(confidence('What is this about?', { likeness: 0.93 })).toBeGreaterThan(0.9);
    expect(confidence('Explain it again', { likeness: 0.87 })).toBeGreaterThan(0.8);
    expect(confidence('Explain it again', { likeness: 0.87, isInThread: true })).toBeUndefined();
    expect(confidence('Walk me through this', { likeness: 0.87, fit: 'strange' })).toBeUndefined();
    expect(confidence('Walk me through this', { likeness: 0.92, fit: 'strange' })).toBeGreaterThan(0.9);
  });

  test('something in a material is looked for there, however it is asked', () => {
    expect(confidence('Summarize firn', { fit: 'spoken-of', likeness: 0.99 })).toBeUndefined();
    expect(confidence('What is ice?', { fit: 'named', likeness: 0.99 })).toBeUndefined();
    expect(confidence('Summarize ice', { fit: 'named' })).toBeGreaterThan(0.8);
  });

  test('guides are not read for one that cannot be', () => {
    const mayBe = (question: string) => {
      const reading = readAboutQuestion(question, languages);
      return reading && mayBeAbout(reading);
    };
    expect(['What is osmosis?', 'Was ist Osmose?', '什么是光合作用？'].map(mayBe)).toEqual([false, false, false]);
    expect(['Summarize osmosis', 'Walk me through this file', '带我看看这份文件'].map(mayBe)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('its kind is that of the examples whose words it shares, where nothing else can tell', () => {
    const kind = (question: string) => {
      const reading = readAboutQuestion(question, languages);
      return reading && kindByWords(question, reading.language);
    };
    expect(kind('Summarize it')).toBe('summary');
    expect(kind('Was sind die wichtigsten Punkte?')).toBe('points');
    expect(kind('先学什么？')).toBe('first');
    expect(kind('De quoi parle ce document ?')).toBe('about');
  });
});

describe('the sentences that answer', () => {
  const all = () => true;
  const whole = (name: string) => ({ guide: guideOf(name), part: { kind: 'whole' as const } });
  const texts = (...input: Parameters<typeof aboutSentences>) => aboutSentences(...input).map(({ text }) => text);

  test('are those of the summary, or what comes first and is defined', () => {
    expect(texts('summary', [whole('g')], all)).toEqual(guideOf('g').summary.map(({ text }) => text));
    expect(texts('first', [whole('g')], all).slice(0, 2)).toEqual(['g: Ice, first.', 'g: firn is old snow.']);
  });

  test('are those of the sections, or of the page, that are named', () => {
    const { sections } = guideOf('g');
    const water = { kind: 'sections' as const, sections: sections.slice(3) };
    expect(texts('summary', [{ guide: guideOf('g'), part: water }], all)).toEqual([
      'g: Water, first.',
      'g: Water, second.',
    ]);
    expect(texts('summary', [{ guide: guideOf('g'), part: { kind: 'page', pageNo: 2 } }], all)).toEqual([
      'g: Cirques, first.',
      'g: Cirques, second.',
      'g: firn is old snow.',
    ]);
  });

  test('are a part of each of several materials', () => {
    const parts = Array.from({ length: 20 }, (_, at) => whole(`g${at}`));
    expect(texts('about', parts.slice(0, 2), all)).toEqual([
      'g0: Ice, first.',
      'g0: Cirques, first.',
      'g1: Ice, first.',
      'g1: Cirques, first.',
    ]);
    expect(texts('summary', parts, all)).toHaveLength(8);
  });

  test('stand on the pages that are asked for, and nowhere else', () => {
    const onThird = ({ pageNo }: PageRef) => pageNo === 3;
    expect(texts('summary', [whole('g')], onThird)).toEqual(['g: Water, first.']);
    expect(texts('summary', [whole('g')], () => false)).toEqual([]);
  });
});
