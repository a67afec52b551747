import type { AiCall, AnswerProvider, Passage, QuestionInput } from '../../clients/ai/provider.js';
import { isLesson } from '../../domain/text/source-ref.js';
import { placeOf, type SpanWithText } from '../../domain/text/source-spans.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';

/** A question, and what an answer to it is drafted from. */
export interface DraftInput {
  asked: QuestionInput;
  spans: readonly SpanWithText[];
}

/** Has an answer drafted from spans of texts. @returns undefined where they hold none. @throws Failure of the provider. */
export async function draftFromSpans(
  answers: AnswerProvider,
  { asked, spans }: DraftInput,
  call: AiCall,
): Promise<StoredDraft | undefined> {
  if (spans.length === 0) return undefined;
  const { supported, ...draft } = await answers.draft(asked, passagesOf(spans), call);
  if (!supported) return undefined;
  return { kind: 'materials', spans: spans.map(placeOf), isRevised: answers.revise === null, ...draft };
}

/** Spans as a provider is given them, numbered from 1. */
function passagesOf(spans: readonly SpanWithText[]): Passage[] {
  const works = spans.map((span) => (isLesson(span) ? span.lessonId : span.materialId));
  const distinct = [...new Set(works)];
  return spans.map(({ sourceText, start, end, tableHead = null }, at) => ({
    ref: at + 1,
    text: sourceText.slice(start, end),
    tableHead,
    source: distinct.indexOf(works[at] ?? ''),
    ...goesOnIn(spans, at),
  }));
}

/** The passage of the next page, where both are there: a sentence may go over the end of a page. */
function goesOnIn(spans: readonly SpanWithText[], at: number): { goesOnIn?: number } {
  const span = spans[at];
  if (!span || isLesson(span)) return {};
  const next = spans.findIndex(
    (one) => !isLesson(one) && one.materialId === span.materialId && one.pageNo === span.pageNo + 1,
  );
  return next < 0 ? {} : { goesOnIn: next + 1 };
}
