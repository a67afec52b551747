import { describe, expect, test } from '@jest/globals';
import { checkDraft, type GuideDraft } from '../../../domain/guides/guide-draft.js';
import type { DraftPart } from '../../../domain/tutor/draft-parts.js';

const pages = [
  { materialId: 'm', pageNo: 1, text: 'The sea rises twice a day.' },
  { materialId: 'm', pageNo: 2, text: 'The Moon pulls the sea.' },
];
const part = (text: string, ref: number, quote: string): DraftPart => ({ text, citations: [{ ref, quote }] });

const copied = part('The Moon pulls the sea.', 1, 'The Moon pulls the sea.');
const first = part('It rises at times.', 2, 'The sea rises twice a day.');
const second = part('It is pulled.', 1, 'The Moon pulls the sea.');
const invented = part('It is milk.', 1, 'The sea is made of milk.');

const check = (summary: DraftPart[] | null) => {
  const draft: GuideDraft = {
    spans: [
      { materialId: 'm', pageNo: 2, start: 0, end: 23 },
      { materialId: 'm', pageNo: 1, start: 0, end: 26 },
    ],
    written: summary && { provider: 'openai', model: 'some-model', summary },
    language: 'en',
    sections: [{ level: 1, heading: 'Tides', pageFrom: 1, pageTo: 2, sentences: [copied] }],
    summary: [copied],
    terms: [{ term: 'Moon', sentence: copied }],
    questions: [{ question: 'What pulls the sea?', sentence: copied }],
  };
  return checkDraft(draft, pages);
};
const summaryOf = (summary: DraftPart[] | null) => {
  const { content, provider, model } = check(summary);
  return [provider, model, content.summary.map(({ text }) => text)];
};

describe('the draft of a guide', () => {
  test('is a guide with quotes from the pages that its spans are of, and nothing else of the draft', () => {
    const moon = {
      text: 'The Moon pulls the sea.',
      quotes: [{ materialId: 'm', pageNo: 2, quote: 'The Moon pulls the sea.', start: 0, end: 23 }],
    };
    expect(check(null)).toEqual({
      content: {
        language: 'en',
        sections: [{ level: 1, heading: 'Tides', pageFrom: 1, pageTo: 2, sentences: [moon] }],
        summary: [moon],
        terms: [{ term: 'Moon', sentence: moon }],
        questions: [{ question: 'What pulls the sea?', sentence: moon }],
      },
      provider: 'offline',
      model: 'extractive-1',
    });
  });

  const offline = ['offline', 'extractive-1', ['The Moon pulls the sea.']];
  const written = ['openai', 'some-model', ['It rises at times.', 'It is pulled.']];

  test.each<[string, DraftPart[] | null, unknown[]]>([
    ['no written summary', null, offline],
    ['a written summary without sentences', [], offline],
    ['one written sentence that stands', [first], offline],
    ['one written sentence that stands and one that does not', [first, invented], offline],
    ['two written sentences that stand', [first, second], written],
    ['two that stand and one that does not', [first, invented, second], written],
  ])('with %s has the summary that holds', (_what, summary, expected) => {
    expect(summaryOf(summary)).toEqual(expected);
  });

  test('keeps its copied sections, terms and questions beside a written summary', () => {
    const { summary: _copied, ...offlineGuide } = check(null).content;
    const { summary: _written, ...writtenGuide } = check([first, second]).content;
    expect(writtenGuide).toEqual(offlineGuide);
  });
});
