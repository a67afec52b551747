import type { CitableText, PageRef } from '../text/source-ref.js';
import type { PageSpan } from '../text/source-spans.js';
import { isBacked, textFinder } from '../tutor/checked-answer.js';
import type { DraftPart } from '../tutor/draft-parts.js';
import { type CheckedGuide, checkGuide, type GuideOf } from './guide.js';

/** A guide between the step that drafts it and the one that checks it; `ref` n of a quote is `spans[n - 1]`. */
export interface GuideDraft extends GuideOf<DraftPart> {
  spans: PageSpan[];
  /** A summary that a chat model wrote; null before it is asked, and where there is none. */
  written: { provider: 'openai'; model: string; summary: DraftPart[] } | null;
}

/** How guides of copied sentences are made; a change makes another name. */
const EXTRACTIVE = { provider: 'offline', model: 'extractive-1' } as const;

/** Sentences of a written summary that must stand, for it to be better than one of copied sentences. */
const MIN_WRITTEN = 2;

/** Holds a draft against its pages: the written summary where enough of it stands, else the copied one. */
export function checkDraft(
  { spans, written, ...copied }: GuideDraft,
  pages: readonly CitableText<PageRef>[],
): { content: CheckedGuide; provider: string; model: string } {
  const pageOf = textFinder<PageRef>(spans, pages);
  if (written) {
    const content = checkGuide({ ...copied, summary: written.summary }, pageOf);
    const { provider, model } = written;
    if (content.summary.filter(isBacked).length >= MIN_WRITTEN) return { content, provider, model };
  }
  return { content: checkGuide(copied, pageOf), ...EXTRACTIVE };
}
