import { describe, expect, test } from '@jest/globals';
import { checkGuide, type GuideOf } from '../../../domain/guides/guide.js';
import type { DraftPart } from '../../../domain/tutor/draft-parts.js';

const TEXT = 'The sea rises twice a day. A tide is a rise of the sea.';
const pageOf = (ref: number) => (ref === 1 ? { materialId: 'm', pageNo: 7, text: TEXT } : undefined);

const part = (quote: string, ref = 1): DraftPart => ({ text: quote, citations: [{ ref, quote }] });
const rise = part('The sea rises twice a day.');
const tide = part('A tide is a rise of the sea.');
const invented = part('The sea is made of milk.');
const elsewhere = part('The sea rises twice a day.', 2);

const onPage = (quote: string) => {
  const start = TEXT.indexOf(quote);
  return { text: quote, quotes: [{ materialId: 'm', pageNo: 7, quote, start, end: start + quote.length }] };
};
const checkedRise = onPage('The sea rises twice a day.');
const checkedTide = onPage('A tide is a rise of the sea.');

const nothing: GuideOf<DraftPart> = { language: null, sections: [], summary: [], terms: [], questions: [] };

describe('a guide that is held against its pages', () => {
  test('keeps what is quoted from them, in its order and with its place', () => {
    const section = { level: 2, heading: 'Tides', pageFrom: 7, pageTo: 8 };
    expect(
      checkGuide(
        {
          language: 'en',
          sections: [{ ...section, sentences: [tide, rise] }],
          summary: [rise],
          terms: [{ term: 'tide', sentence: tide }],
          questions: [{ question: 'What is a tide?', sentence: tide }],
        },
        pageOf,
      ),
    ).toEqual({
      language: 'en',
      sections: [{ ...section, sentences: [checkedTide, checkedRise] }],
      summary: [checkedRise],
      terms: [{ term: 'tide', sentence: checkedTide }],
      questions: [{ question: 'What is a tide?', sentence: checkedTide }],
    });
  });

  test.each([
    ['no page says', invented],
    ['stands on another page than is named', elsewhere],
    ['quotes nothing', { text: 'The sea rises.', citations: [] }],
  ])('leaves out what %s, and what rests on it', (_what, wrong) => {
    const checked = checkGuide(
      {
        ...nothing,
        sections: [{ level: 1, heading: null, pageFrom: 7, pageTo: 7, sentences: [wrong, rise] }],
        summary: [rise, wrong],
        terms: [
          { term: 'milk', sentence: wrong },
          { term: 'tide', sentence: tide },
        ],
        questions: [
          { question: 'What is a tide?', sentence: tide },
          { question: 'What is milk?', sentence: wrong },
        ],
      },
      pageOf,
    );
    expect(checked.sections.map(({ sentences }) => sentences)).toEqual([[checkedRise]]);
    expect(checked.summary).toEqual([checkedRise]);
    expect(checked.terms.map(({ term }) => term)).toEqual(['tide']);
    expect(checked.questions.map(({ question }) => question)).toEqual(['What is a tide?']);
  });

  test('keeps a section as an entry of the outline where none of its sentences stands', () => {
    const section = { level: 1, heading: 'Milk', pageFrom: 7, pageTo: 7 };
    expect(checkGuide({ ...nothing, sections: [{ ...section, sentences: [invented] }] }, pageOf)).toEqual({
      ...nothing,
      sections: [{ ...section, sentences: [] }],
    });
  });
});
