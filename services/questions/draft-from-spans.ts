import type { AiCall, AnswerProvider, Passage, QuestionInput } from '../../clients/ai/provider.js';
import type { SpanOnPage } from '../../domain/guides/surroundings.js';
import type { PageSpan } from '../../domain/text/page-spans.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';

/** Where spans of pages are, without the pages' text. */
export const placesOf = (spans: readonly PageSpan[]): PageSpan[] =>
  spans.map(({ materialId, pageNo, start, end }) => ({ materialId, pageNo, start, end }));

/** Has an answer drafted from spans of pages. @returns undefined where they hold none. @throws Failure of the provider. */
export async function draftFromSpans(
  answers: AnswerProvider,
  { asked, spans }: { asked: QuestionInput; spans: readonly SpanOnPage[] },
  call: AiCall,
): Promise<StoredDraft | undefined> {
  if (spans.length === 0) return undefined;
  const { supported, ...draft } = await answers.draft(asked, passagesOf(spans), call);
  if (!supported) return undefined;
  return { kind: 'materials', spans: placesOf(spans), isRevised: answers.revise === null, ...draft };
}

/** Spans as a provider is given them, numbered from 1. */
function passagesOf(spans: readonly SpanOnPage[]): Passage[] {
  const materials = [...new Set(spans.map(({ materialId }) => materialId))];
  return spans.map(({ materialId, pageText, start, end }, at) => ({
    ref: at + 1,
    text: pageText.slice(start, end),
    source: materials.indexOf(materialId),
  }));
}
