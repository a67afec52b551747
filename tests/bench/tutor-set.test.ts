import { describe, expect, it } from '@jest/globals';
import { isAnswerable, KINDS, LANGUAGES, PLACES, TRAPS } from '../../bench/tutor/evaluation-question.js';
import { type EvaluationDocument, fileOf, readEvaluationSet } from '../../bench/tutor/evaluation-set.js';
import { fold } from '../../bench/tutor/fold.js';
import { PARTS } from '../../bench/tutor/parts.js';
import { convert } from '../../documents/conversion.js';
import { chunkPages } from '../../domain/text/chunking.js';

const { documents, questions } = readEvaluationSet();
const answerable = questions.filter(isAnswerable);
const unanswerable = questions.filter((question) => !isAnswerable(question));

/** The pages of a document as the product stores them; those of a PDF file but for the ends of their lines. */
async function storedPages(document: EvaluationDocument): Promise<string[]> {
  if (document.format === 'pdf') return document.pages.map((page) => page.replace(/^# /gm, ''));
  const { pages } = await convert(await fileOf(document));
  return pages.map((page) => ('text' in page ? page.text : ''));
}

const stored = await Promise.all(
  documents.map(async (document) => {
    const pages = await storedPages(document);
    const { chunks } = chunkPages(pages.map((text, at) => ({ pageNo: at + 1, text })));
    return { ...document, text: fold(pages.join(' ')), chunks: chunks.map(({ text }) => fold(text)) };
  }),
);
const titlesWith = (span: string) => stored.filter(({ text }) => text.includes(fold(span))).map(({ title }) => title);

describe('the documents of the evaluation set', () => {
  it('are in ten languages, each long enough for several chunks', () => {
    expect(documents.length).toBeGreaterThanOrEqual(12);
    expect(new Set(documents.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    for (const { title, chunks } of stored) expect([title, chunks.length >= 3]).toEqual([title, true]);
    for (const { title, language, text } of stored.filter((one) => one.language !== 'en')) {
      const words = ['ja', 'zh'].includes(language) ? text.length / 2 : text.split(' ').length;
      expect([title, words >= 600]).toEqual([title, true]);
      expect([title, words <= 1_200]).toEqual([title, true]);
    }
  });

  it('fit their files', async () => {
    for (const document of documents) expect((await fileOf(document)).length).toBeGreaterThan(1_000);
  });

  it('hold one page twice', () => {
    const twins = answerable.filter(({ kind }) => kind === 'twins');
    for (const { id, facts } of twins) {
      const [first, second] = facts;
      expect([id, first?.holds]).toEqual([id, second?.holds]);
      expect([id, titlesWith(first?.holds[0] ?? '').length]).toEqual([id, 2]);
    }
  });
});

describe('the questions of the evaluation set', () => {
  it('are many, of every kind', () => {
    expect(questions.length).toBeGreaterThanOrEqual(250);
    expect(unanswerable.length).toBeGreaterThanOrEqual(80);
    expect(questions.filter(({ kind }) => kind === 'cross-lingual').length).toBeGreaterThanOrEqual(20);
    for (const part of PARTS) {
      const own = questions.filter((question) => question.part === part);
      expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(KINDS));
      expect(new Set(own.map(({ place }) => place))).toEqual(new Set(PLACES));
      expect(new Set(own.flatMap(({ trap }) => trap ?? []))).toEqual(new Set(TRAPS));
      expect(own.filter((question) => !isAnswerable(question)).length / own.length).toBeGreaterThan(0.25);
    }
  });

  it('are in all ten languages in both parts, and about a document in each', () => {
    for (const language of LANGUAGES) {
      const own = questions.filter((question) => question.language === language);
      for (const part of PARTS) {
        const count = own.filter((question) => question.part === part).length;
        expect([language, part, count >= 3]).toEqual([language, part, true]);
      }
      const sameLanguage = own.filter(({ kind }) => kind !== 'cross-lingual');
      expect([language, sameLanguage.length >= 20]).toEqual([language, true]);
    }
  });

  it('are held out by document and by question', () => {
    const heldOut = questions.filter(({ part }) => part === 'held-out').length / questions.length;
    expect(heldOut).toBeGreaterThan(0.35);
    expect(heldOut).toBeLessThan(0.5);
    const seen = new Set(
      questions.filter(({ part }) => part === 'calibration').flatMap(({ facts }) => facts.map((fact) => fact.document)),
    );
    const whole = documents.filter(({ title }) => !seen.has(title)).map(({ title }) => title);
    expect(whole.toSorted()).toEqual(['greenhouse-faq', 'oceanos', 'samvidhan', 'song-chao']);
  });

  it('are each there once', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(questions.map(({ question, after }) => `${after} ${question}`)).size).toBe(questions.length);
  });

  it('have their facts where they say, in one chunk, and in no other document', () => {
    for (const { id, kind, facts, corrects } of questions) {
      for (const { document, holds } of [...facts, ...corrects]) {
        const chunks = stored.find(({ title }) => title === document)?.chunks ?? [];
        for (const span of holds) {
          expect([id, span, chunks.some((chunk) => chunk.includes(fold(span)))]).toEqual([id, span, true]);
          if (kind !== 'twins') expect([id, span, titlesWith(span)]).toEqual([id, span, [document]]);
        }
      }
    }
  });

  it('are another language than the page only where they say so', () => {
    for (const { id, language, kind, facts } of answerable) {
      const pages = facts.map(({ document }) => documents.find(({ title }) => title === document)?.language);
      expect([id, pages.every((page) => page === language)]).toEqual([id, kind !== 'cross-lingual']);
    }
  });

  it('have no answer in any document where they say so', () => {
    for (const { id, trap, forbidden } of unanswerable) {
      expect([id, trap !== undefined, forbidden.length > 0]).toEqual([id, true, true]);
      for (const span of forbidden) expect([id, span, titlesWith(span)]).toEqual([id, span, []]);
    }
    for (const { id, trap, forbidden, corrects } of answerable) {
      expect([id, trap, forbidden, corrects]).toEqual([id, undefined, [], []]);
    }
  });
});
