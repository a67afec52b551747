import { describe, expect, it } from '@jest/globals';
import { isAnswerable } from '../../bench/tutor/evaluation-question.js';
import { readEvaluationSet } from '../../bench/tutor/evaluation-set.js';
import { PARTS } from '../../bench/tutor/parts.js';
import { foldWhiteSpace } from '../../domain/text/quotes.js';

const documents = readEvaluationSet();
const questions = documents.flatMap((document) => PARTS.flatMap((part) => document.questions[part]));

describe('the evaluation set of the tutor', () => {
  it('has documents of four to ten full pages', () => {
    expect(documents.length).toBeGreaterThanOrEqual(4);
    for (const { pages } of documents) {
      expect(pages.length).toBeGreaterThanOrEqual(4);
      expect(pages.length).toBeLessThanOrEqual(10);
      for (const page of pages) {
        expect(page.split(/\s+/).length).toBeGreaterThanOrEqual(250);
        expect(page.split(/\s+/).length).toBeLessThanOrEqual(400);
      }
    }
  });

  it('asks enough of every kind', () => {
    const pagesOf = (question: (typeof questions)[number]) => new Set(question.evidence.map(({ page }) => page));
    expect(questions.length).toBeGreaterThanOrEqual(60);
    expect(questions.filter((one) => !isAnswerable(one)).length).toBeGreaterThanOrEqual(15);
    expect(questions.filter((one) => pagesOf(one).size === 2).length).toBeGreaterThanOrEqual(10);
  });

  it('has each question once', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
  });

  it('has its evidence on the pages it names, each span on one page of one document', () => {
    const everyPage = documents.flatMap(({ pages }) => pages.map(foldWhiteSpace));
    for (const { pages, questions: own } of documents) {
      for (const { id, evidence } of PARTS.flatMap((part) => own[part])) {
        for (const { page, holds } of evidence) {
          expect([id, holds.length > 0]).toEqual([id, true]);
          for (const span of holds) {
            expect([id, span, foldWhiteSpace(pages[page - 1] ?? '').includes(span)]).toEqual([id, span, true]);
            expect([id, span, everyPage.filter((text) => text.includes(span)).length]).toEqual([id, span, 1]);
          }
        }
      }
    }
  });
});
