import { locateQuote } from '../../domain/text/quotes.js';
import { sentencesOf } from '../../domain/text/sentences.js';
import { type EvaluationQuestion, type Fact, isAnswerable } from './evaluation-question.js';
import { fold } from './fold.js';

/** A stored citation with the page that it names. */
export interface JudgedCitation {
  /** The document's title. */
  document: string;
  pageNo: number;
  quote: string;
  pageText: string;
  startOffset: number;
  endOffset: number;
}

/**
 * What came of a question: `whole` cites every fact, `partly` some, `wrong` none of them, and `missed` nothing at all.
 * Of one that the documents do not answer: `abstained`, `corrected` (it cites what sets a wrong premise right), or
 * `invented`.
 */
export type Judgment = 'whole' | 'partly' | 'wrong' | 'missed' | 'abstained' | 'corrected' | 'invented';

/** What came of a question whose work may have failed. */
export type Outcome = Judgment | 'failed';

/** What the judge reads of a question. */
type Judged = Pick<EvaluationQuestion, 'facts' | 'corrects'>;

/** Holds what was cited against the facts. A quote counts as the sentences, rows or items it stands in. */
export function judge(question: Judged, citations: readonly JudgedCitation[]): Judgment {
  const cited = citations.map((one) => ({ document: one.document, text: fold(citedSentences(one)) }));
  const isTold = ({ document, holds }: Fact) =>
    cited.some((one) => one.document === document && holds.some((span) => one.text.includes(fold(span))));
  if (!isAnswerable(question)) {
    if (cited.length === 0) return 'abstained';
    return question.corrects.some(isTold) ? 'corrected' : 'invented';
  }
  if (cited.length === 0) return 'missed';
  const told = question.facts.filter(isTold);
  if (told.length === question.facts.length) return 'whole';
  return told.length > 0 ? 'partly' : 'wrong';
}

/** Whether the quote stands on its page where the citation says. */
export const isValid = ({ pageText, quote, startOffset, endOffset }: JudgedCitation): boolean =>
  quote !== '' && pageText.slice(startOffset, endOffset) === quote;

/** The sentences of the page that the quote touches. */
function citedSentences({ pageText, quote }: JudgedCitation): string {
  const span = locateQuote(pageText, quote);
  if (!span) return '';
  return sentencesOf(pageText, { start: 0, end: pageText.length }, [], Number.POSITIVE_INFINITY)
    .filter(({ start, end }) => start < span.end && end > span.start)
    .map(({ start, end }) => pageText.slice(start, end))
    .join(' ');
}
