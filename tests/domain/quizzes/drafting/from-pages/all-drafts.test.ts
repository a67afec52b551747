import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDrafts, draftQuestions } from '../../../../../domain/quizzes/drafting/draft-questions.js';
import { languageOf } from '../reading.js';
import { draft, EVENTS, TERMS } from './draft-text.js';

describe('Drafts', () => {
  test('pass every check, have their quote on their page, and take no sentence twice', () => {
    const pages = { pages: [{ pageNo: 7, text: `${TERMS}\n\n${EVENTS}` }], language: languageOf('en'), marked: [] };
    const drafts = draftQuestions(pages);
    expect(drafts.length).toBeGreaterThan(2);
    expect(checkDrafts(pages, drafts).flatMap(({ flaws }) => flaws)).toEqual([]);
    const quotes = drafts.flatMap(({ question: { evidence } }) => [evidence.quote, ...(evidence.further ?? [])]);
    expect(new Set(quotes).size).toBe(quotes.length);
    expect(drafts.every(({ pageNo }) => pageNo === 7)).toBe(true);
    expect(draftQuestions(pages)).toEqual(drafts);
  });

  test('come from no text with a fault', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (text, marked) => {
          draft(`${TERMS}\n\n${text}`, marked);
        },
      ),
      { numRuns: 60 },
    );
  });
});
