import { foldWhiteSpace } from '../../domain/text/quotes.js';
import { type EvaluationQuestion, isAnswerable } from './evaluation-question.js';

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

/** What came of a question: `whole` cites every fact, `partly` some; `missed` and `abstained` gave no answer. */
export type Outcome = 'whole' | 'partly' | 'wrong' | 'missed' | 'abstained' | 'invented';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Holds what was cited against the evidence. A quote counts as the sentences it stands in. */
export function judge(document: string, question: EvaluationQuestion, citations: readonly JudgedCitation[]): Outcome {
  if (!isAnswerable(question)) return citations.length > 0 ? 'invented' : 'abstained';
  if (citations.length === 0) return 'missed';
  const told = question.evidence.filter(({ page, holds }) =>
    citations.some(
      (one) =>
        one.document === document && one.pageNo === page && holds.some((span) => sentencesOf(one).includes(span)),
    ),
  );
  if (told.length === question.evidence.length) return 'whole';
  return told.length > 0 ? 'partly' : 'wrong';
}

/** Whether the quote stands on its page where the citation says. */
export const isValid = ({ pageText, quote, startOffset, endOffset }: JudgedCitation): boolean =>
  quote !== '' && pageText.slice(startOffset, endOffset) === quote;

/** The sentences of the page that the quote touches, with single spaces. */
function sentencesOf({ pageText, quote }: JudgedCitation): string {
  const page = foldWhiteSpace(pageText);
  const start = page.indexOf(foldWhiteSpace(quote));
  if (start < 0) return '';
  const end = start + foldWhiteSpace(quote).length;
  return [...segmenter.segment(page)]
    .filter(({ index, segment }) => index < end && index + segment.trimEnd().length > start)
    .map(({ segment }) => segment)
    .join('');
}
