import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeGuide, type GuideMaterial, type SectionChoice } from '../../../domain/guides/compose-guide.js';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';
import type { Statement } from '../../../domain/guides/statements.js';
import { wordsOf } from '../../../domain/guides/words.js';
import { loadGuideLanguages } from '../../../services/content/load-guide-languages.js';

let english: GuideLanguage | undefined;
beforeAll(async () => {
  english = (await loadGuideLanguages()).find(({ language }) => language === 'en');
});

const range = (length: number) => Array.from({ length }, (_, at) => at);
/** A word that no other number has. */
const wordOf = (number: number) => `zo${[...String(number)].map((figure) => 'abcdefghij'[Number(figure)]).join('')}`;

const statement = (text: string, pageNo = 1): Statement => ({
  ...{ pageNo, text, isWhole: true, refersBack: false },
  words: wordsOf(text),
});
const choice = (heading: string | null, statements: Statement[], pageNo = 1): SectionChoice => ({
  section: { level: 1, heading, pageFrom: pageNo, pageTo: pageNo, sentences: [] },
  statements,
});

/** Vectors of the same direction; those of the statements whose positions are named point elsewhere. */
const vectorsFor = (choices: readonly SectionChoice[], ...odd: number[]) =>
  choices.flatMap(({ statements }) => statements).map((_, at) => (odd.includes(at) ? [0, 1] : [1, 0]));

const compose = (material: Partial<GuideMaterial>, ...odd: number[]) => {
  const { choices = [], statements = [], language = english } = material;
  return composeGuide({ choices, statements, language }, vectorsFor(choices, ...odd), (pageNo) => pageNo + 10);
};
const questionsOf = (material: Partial<GuideMaterial>) => compose(material).questions.map(({ question }) => question);

describe('a guide', () => {
  test('has sections with their sentences, a summary of these, defined terms and questions, each with its quote', () => {
    const rise = statement('The sea rises twice a day.', 3);
    const tide = statement('A tide is a rise of the *sea*.', 4);
    const section = { level: 2, heading: 'Tides', pageFrom: 3, pageTo: 4 };
    const ofRise = { text: rise.text, citations: [{ ref: 13, quote: rise.text }] };
    const ofTide = { text: 'A tide is a rise of the \\*sea\\*.', citations: [{ ref: 14, quote: tide.text }] };
    expect(
      compose({
        choices: [{ section: { ...section, sentences: [] }, statements: [rise, tide] }],
        statements: [rise, tide],
      }),
    ).toEqual({
      language: 'en',
      sections: [{ ...section, sentences: [ofRise, ofTide] }],
      summary: [ofRise, ofTide],
      terms: [{ term: 'tide', sentence: ofTide }],
      questions: [
        { question: 'What is meant by “tide”?', sentence: ofTide },
        { question: 'What does the section “Tides” say?', sentence: ofRise },
      ],
    });
  });

  test('in a language that is not known has sections and a summary, but asks nothing', () => {
    const choices = [choice('Wellen', [statement('Zo zu za ze zi.')])];
    const part = { text: 'Zo zu za ze zi.', citations: [{ ref: 11, quote: 'Zo zu za ze zi.' }] };
    const guide = composeGuide({ choices, statements: [], language: undefined }, [[1]], (pageNo) => pageNo + 10);
    expect(guide).toEqual({
      language: null,
      sections: [{ level: 1, heading: 'Wellen', pageFrom: 1, pageTo: 1, sentences: [part] }],
      summary: [part],
      terms: [],
      questions: [],
    });
  });

  test('of a material without sections is empty', () => {
    expect(compose({})).toEqual({ language: 'en', sections: [], summary: [], terms: [], questions: [] });
  });

  test('has a sentence once, wherever it comes again, but cites the same words on each of their pages', () => {
    const [first, again] = [statement('The sea rises twice a day.', 1), statement('The sea rises twice a day.', 2)];
    const { sections, summary } = compose({ choices: [choice('One', [first]), choice('Two', [again], 2)] });
    expect(summary[0]).toBe(sections[0]?.sentences[0]);
    expect(sections.flatMap(({ sentences }) => sentences.flatMap(({ citations }) => citations))).toEqual([
      { ref: 11, quote: first.text },
      { ref: 12, quote: first.text },
    ]);
  });

  test('has three sentences of a section at most: those that are like the others, by their own vectors', () => {
    const texts = (section: number) => range(4).map((at) => statement(`Text ${section} has number ${at}.`));
    const choices = [choice('One', texts(1)), choice(null, []), choice('Two', texts(2))];
    const { sections } = compose({ choices }, 1, 6);
    expect(sections.map(({ sentences }) => sentences.map(({ text }) => text))).toEqual([
      ['Text 1 has number 0.', 'Text 1 has number 2.', 'Text 1 has number 3.'],
      [],
      ['Text 2 has number 0.', 'Text 2 has number 1.', 'Text 2 has number 3.'],
    ]);
  });

  test.each([
    [1, 3],
    [40, 3],
    [41, 2],
    [60, 2],
    [61, 1],
    [120, 1],
    [121, 1],
    [200, 1],
  ])('with %i sections has %i sentences of each', (sections, each) => {
    const choices = range(sections).map((one) =>
      choice(
        null,
        range(4).map((at) => statement(`Text ${one} has number ${at}.`)),
      ),
    );
    expect(compose({ choices }).sections.map(({ sentences }) => sentences.length)).toEqual(
      range(sections).map(() => each),
    );
  });

  test.each([
    [7, 7],
    [8, 8],
    [9, 8],
  ])('with %i sections of a sentence has a summary of %i', (sections, sentences) => {
    const choices = range(sections).map((one) => choice(null, [statement(`The ${wordOf(one)} has a number.`)]));
    expect(compose({ choices }).summary).toHaveLength(sentences);
  });
});

describe('the terms of a guide', () => {
  test.each([
    [11, 11],
    [12, 12],
    [13, 12],
  ])('of %i definitions are %i', (definitions, terms) => {
    const statements = range(definitions).map((at) => statement(`A ${wordOf(at)} is a thing of stone.`));
    expect(compose({ statements }).terms).toHaveLength(terms);
  });

  test('are also headings that a sentence begins with', () => {
    const statements = [statement('Drones were driven out in autumn.')];
    const termsUnder = (heading: string | null) => compose({ choices: [choice(heading, [])], statements }).terms;
    expect(termsUnder('Drones').map(({ term }) => term)).toEqual(['Drones']);
    expect(termsUnder(null)).toEqual([]);
  });
});

describe('the questions of a guide', () => {
  const terms = (count: number) => range(count).map((at) => statement(`A ${wordOf(at)} is a thing of stone.`));
  const sections = (count: number) =>
    range(count).map((at) => choice(`Heading ${wordOf(at)}`, [statement(`Here is ${wordOf(at)} to be read.`)]));

  test.each([
    [0, 0, 0, 0],
    [0, 7, 0, 7],
    [0, 9, 0, 8],
    [9, 0, 8, 0],
    [2, 9, 2, 6],
    [9, 1, 7, 1],
    [3, 3, 3, 3],
    [5, 3, 5, 3],
    [6, 9, 5, 3],
    [9, 9, 5, 3],
  ])('of %i terms and %i sections are %i about terms, then %i about sections', (ofTerms, ofSections, asked, told) => {
    expect(questionsOf({ statements: terms(ofTerms), choices: sections(ofSections) })).toEqual([
      ...range(asked).map((at) => `What is meant by “${wordOf(at)}”?`),
      ...range(told).map((at) => `What does the section “Heading ${wordOf(at)}” say?`),
    ]);
  });

  test.each<[string, string | null, boolean, string[]]>([
    ['a heading of common words', 'Summary of this chapter', true, []],
    ['a heading with a topic', 'Summary of tides', true, ['What does the section “Summary of tides” say?']],
    [
      'a heading with signs of its own',
      'Tides cost $& and $1',
      true,
      ['What does the section “Tides cost $& and $1” say?'],
    ],
    ['a heading without sentences', 'Tides', false, []],
    ['no heading', null, true, []],
  ])('about a section with %s', (_what, heading, hasText, expected) => {
    const statements = hasText ? [statement('The sea rises twice a day.')] : [];
    expect(questionsOf({ choices: [choice(heading, statements)] })).toEqual(expected);
  });
});
