import type { Knex } from 'knex';
import type { GuideWriter } from '../../clients/ai/guide-writer.js';
import { Guide } from '../../db/models/guide.js';
import { MaterialPage } from '../../db/models/material-page.js';
import type { GuideDraft } from '../../domain/guides/guide-draft.js';
import { surroundingsOf } from '../../domain/guides/surroundings.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import type { PageRef } from '../../domain/text/source-ref.js';
import { checkPart, textFinder } from '../../domain/tutor/checked-answer.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import type { MeterOf } from '../ai/meter.js';
import { noneIfFinal } from '../ai/none-if-final.js';
import { writeInRun } from '../runs/lock-run.js';

export interface WriteGuideDeps {
  db: Knex;
  /** Null where no chat model is configured. */
  writer: GuideWriter | null;
  meterOf: MeterOf;
}

/** Sentences whose surroundings a summary is written from. */
const MAX_SENTENCES = 24;

/**
 * Has the summary of a drafted guide written by a chat model, where there is one, and keeps it beside the copied one;
 * it is paid for once.
 * @throws Failure Superseded, AiUnavailable, AiRateLimited.
 */
export async function writeGuide(
  { db, writer, meterOf }: WriteGuideDeps,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const row = await Guide.query(db).findOne({ ...run });
  if (!row?.draft) throw new Failure('Superseded');
  const { draft, userId } = row;
  if (!writer || draft.written) return;
  const passages = await passagesOf(draft, db);
  if (passages.length === 0) return;
  const call = { signal, meter: meterOf({ userId, resourceId: run.id }) };
  const written = await writer.summarize(passages, call).catch(noneIfFinal);
  const refs = passages.map(({ pageRef }) => pageRef);
  const summary = written.map((part) => citingPages(part, refs));
  const { name: provider, model } = writer;
  await writeInRun({ db }, 'buildGuide', run, (guide, trx) =>
    guide.$query(trx).patch({ draft: { ...draft, written: { provider, model, summary } } }),
  );
}

/** The surroundings of the summary's sentences and of those of the sections, with the number of their page in the draft. */
async function passagesOf(draft: GuideDraft, db: Knex) {
  const chosen = [...draft.summary, ...draft.sections.flatMap(({ sentences }) => sentences)];
  const sentences = [...new Map(chosen.map((part) => [part.text, part])).values()].slice(0, MAX_SENTENCES);
  const cited = new Set(sentences.flatMap(({ citations }) => citations.map(({ ref }) => ref)));
  const spans = draft.spans.filter((_, at) => cited.has(at + 1));
  const [first] = spans;
  if (!first) return [];
  const { materialId } = first;
  const pages = await MaterialPage.query(db)
    .where({ materialId, status: 'done' })
    .whereIn(
      'pageNo',
      spans.map(({ pageNo }) => pageNo),
    )
    .select('materialId', 'pageNo', 'text');
  const pageOf = textFinder<PageRef>(draft.spans, pages);
  const texts = new Map(pages.map(({ pageNo, text }) => [pageNo, text]));
  const places = surroundingsOf(
    sentences.flatMap((sentence) => checkPart(sentence, pageOf).quotes),
    ({ pageNo }) => texts.get(pageNo),
  );
  return places.map(({ pageNo, sourceText, start, end }, at) => ({
    ref: at + 1,
    text: sourceText.slice(start, end),
    pageRef: draft.spans.findIndex((span) => span.pageNo === pageNo) + 1,
  }));
}

const citingPages = ({ text, citations }: DraftPart, pageRefs: readonly number[]): DraftPart => ({
  text,
  citations: citations.map(({ ref, quote }) => ({ ref: pageRefs[ref - 1] ?? 0, quote })),
});
