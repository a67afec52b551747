import { checkQuestion } from '../checks/check-question.js';
import type { Flaw } from '../checks/flaw.js';
import type { DraftQuestion } from '../draft-question.js';
import type { Drafted } from './drafted.js';
import { nameQuestions } from './name-questions.js';
import { askedNumbers, numberQuestions, otherNumbers } from './number-questions.js';
import { eventQuestions, labelQuestions, stepQuestions } from './order-questions.js';
import { type DraftPages, readSource } from './source.js';
import { standingSentences } from './stands-alone.js';
import { termQuestions } from './term-questions.js';
import { termsOf } from './terms.js';
import { trueFalseQuestions } from './true-false-questions.js';

/** A draft with what the checks found. */
export interface CheckedDraft extends Drafted {
  flaws: Flaw[];
}

/** Every question that the pages give by rules alone, checked or not. */
export function draftAll(pages: DraftPages): Drafted[] {
  const source = readSource(pages);
  if (!source) return [];
  const standing = new Set(standingSentences(source));
  const terms = termsOf(source);
  const numbers = askedNumbers(standing, source);
  const others = otherNumbers(source);
  return [
    ...termQuestions(terms, standing, source),
    ...labelQuestions(source),
    ...stepQuestions(source),
    ...eventQuestions(numbers, source),
    ...nameQuestions(standing, source),
    ...numberQuestions(numbers, others, source),
    ...trueFalseQuestions({ numbers, others }, terms, standing, source),
  ];
}

/** The drafts with their flaws, each held against those before it that have none. */
export function checkDrafts(pages: DraftPages, drafts: readonly Drafted[]): CheckedDraft[] {
  const texts = new Map(pages.pages.map(({ pageNo, text }) => [pageNo, text]));
  const all = [...texts.values()].join('\n');
  const sound: DraftQuestion[] = [];
  return drafts.map((draft) => {
    const source = draft.question.evidence.further ? all : (texts.get(draft.pageNo) ?? '');
    const flaws = checkQuestion(draft.question, { source, language: 'en', others: sound });
    if (flaws.length === 0) sound.push(draft.question);
    return { ...draft, flaws };
  });
}

/**
 * Questions from the sentences of a source by rules alone, without a model: gaps, statements, orders and pairs, each
 * through every check, and no two on one sentence. Rather few than doubtful; none in a language that has no wording.
 */
export function draftQuestions(pages: DraftPages): Drafted[] {
  const sound = checkDrafts(pages, draftAll(pages)).filter(({ flaws }) => flaws.length === 0);
  return oneASentence(sound).map(({ flaws: _, ...draft }) => draft);
}

/**
 * No sentence in two questions, so that none tells the answer of another: first orders and pairs, which have several,
 * then of those on one sentence the one whose way has been taken least.
 */
function oneASentence<T extends Drafted>(drafts: readonly T[]): T[] {
  const claimed = new Set<string>();
  const taken = new Map<string, number>();
  const picked: T[] = [];
  const pick = (draft: T | undefined) => {
    if (!draft) return;
    const { quote, further = [] } = draft.question.evidence;
    for (const sentence of [quote, ...further]) claimed.add(sentence);
    taken.set(draft.way, (taken.get(draft.way) ?? 0) + 1);
    picked.push(draft);
  };
  for (const draft of drafts) if (draft.question.evidence.further) pick(draft);
  for (const { question } of drafts) {
    const { quote } = question.evidence;
    if (claimed.has(quote)) continue;
    const rivals = drafts.filter((draft) => draft.question.evidence.quote === quote);
    pick(rivals.toSorted((a, b) => (taken.get(a.way) ?? 0) - (taken.get(b.way) ?? 0))[0]);
  }
  return picked;
}
