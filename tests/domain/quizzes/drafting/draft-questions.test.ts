import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GuideLanguage } from '../../../../domain/guides/guide-language.js';
import { checkDrafts, draftAll, draftQuestions } from '../../../../domain/quizzes/drafting/draft-questions.js';
import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import type { DraftPages } from '../../../../domain/quizzes/drafting/source.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

let english: GuideLanguage;
beforeAll(async () => {
  const found = (await loadGuideLanguages()).find(({ language }) => language === 'en');
  if (!found) throw new Error('en');
  english = found;
});

const pagesOf = (...texts: string[]): DraftPages => ({
  pages: texts.map((text, at) => ({ pageNo: at + 1, text })),
  language: english,
  marked: [],
});

const MAGMA = 'Hot liquid rock under the volcanoes of Iceland is called magma.';
function draftOn(quote: string, evidence: { pageNo?: number; further?: string[] } = {}): Drafted {
  const { pageNo = 1, ...further } = evidence;
  return {
    way: 'write-term',
    pageNo,
    question: {
      kind: 'short-text',
      difficulty: 'hard',
      stem: 'Write the term that belongs in the gap.\nHot liquid rock under the volcanoes of Iceland is called ____.',
      accepted: ['magma'],
      explanation: `The text says: “${MAGMA}”`,
      evidence: { quote, ...further },
    },
  };
}
const flawsOf = (pages: DraftPages, drafts: Drafted[]): string[][] =>
  checkDrafts(pages, drafts).map(({ flaws }) => flaws.map(({ check }) => check));

describe('Drafts are checked', () => {
  const ELSEWHERE = 'Cold rock above the volcanoes of Iceland is called crust.';

  test('against their own page', () => {
    const pages = pagesOf(MAGMA, ELSEWHERE);
    expect(flawsOf(pages, [draftOn(MAGMA)])).toEqual([[]]);
    expect(flawsOf(pages, [draftOn(MAGMA, { pageNo: 2 })])).toEqual([['quote']]);
    expect(flawsOf(pages, [draftOn(MAGMA, { pageNo: 3 })])).toEqual([['quote']]);
  });

  test('against all pages, and over the end of a page, where several sentences are their evidence', () => {
    const pages = pagesOf('Hot liquid rock under the volcanoes', `of Iceland is called magma.\n${ELSEWHERE}`);
    expect(flawsOf(pages, [draftOn(MAGMA, { further: [ELSEWHERE] })])).toEqual([[]]);
    expect(flawsOf(pages, [draftOn(MAGMA)])).toEqual([['quote']]);
    expect(flawsOf(pages, [draftOn(MAGMA, { further: ['Nobody wrote that.'] })])).toEqual([['quote']]);
  });

  test('against those before them that have no flaw', () => {
    const [sound, unsound] = [draftOn(MAGMA), draftOn('Nobody wrote that anywhere.')];
    expect(flawsOf(pagesOf(MAGMA), [sound, draftOn(MAGMA)])).toEqual([[], ['twin']]);
    expect(flawsOf(pagesOf(MAGMA), [unsound, sound])).toEqual([['quote'], []]);
  });
});

describe('Questions on pages', () => {
  test('are none of those with a flaw', () => {
    const [first, twin] = ['Mediterranean', 'blue Mediterranean'].map(
      (sea) => `The Nile has a length of 6650 km from its springs to the ${sea} Sea.`,
    );
    const pages = pagesOf(`## Rivers\n\n${first}\n${twin}`);
    const quotes = (drafts: Drafted[]) => drafts.map(({ question }) => question.evidence.quote);
    expect(quotes(draftAll(pages))).toEqual([first, twin]);
    expect(quotes(draftQuestions(pages))).toEqual([first]);
  });

  test('take each sentence in the way that was taken least', () => {
    const pages = pagesOf(`## Lengths of the world

The Nile has a length of 6650 km from its springs to the Mediterranean Sea.
The Rhine has a length of 1230 km from its springs to the North Sea near Rotterdam.
The Danube has a length of 2850 km from its springs to the Black Sea near Sulina.`);
    expect(draftQuestions(pages).map(({ way }) => way)).toEqual(['number', 'true', 'number']);
  });

  test('take the sentences of an order for that alone', () => {
    const pages = pagesOf(`## Explorers

In 1488 Bartolomeu Dias rounded the southern tip of Africa with two small ships.
In 1498 Vasco da Gama reached the coast of India after ten months at sea.
In 1522 a ship of Magellan came home to Spain from the first voyage around the world.
In 1606 Willem Janszoon reached the coast of Australia on board of a Dutch ship called Duyfken.`);
    expect(draftAll(pages)[0]?.way).toBe('write-term');
    expect(draftQuestions(pages).map(({ way }) => way)).toEqual(['events']);
  });
});
