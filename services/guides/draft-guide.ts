import type { Knex } from 'knex';
import { embedInBatches } from '../../clients/ai/embed-in-batches.js';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { Guide } from '../../db/models/guide.js';
import { MaterialPage } from '../../db/models/material-page.js';
import { searchedVectors } from '../../db/queries/guides.js';
import { chooseStatements, composeGuide } from '../../domain/guides/compose-guide.js';
import { type GuideLanguage, languageOf } from '../../domain/guides/guide-language.js';
import { hasHeadings, type OutlineSection, outlineByTopics, outlineOf } from '../../domain/guides/outline.js';
import { topicTurns } from '../../domain/guides/topic-turns.js';
import { wordVectors } from '../../domain/guides/vectors.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { type PlacedSentence, sentencesOfPages } from '../../domain/text/chunking.js';
import { writeInRun } from '../runs/lock-run.js';

export interface DraftGuideDeps {
  db: Knex;
  /** Compares sentences on this machine; null where there is none, and then words are compared. */
  encoder: Pick<EmbeddingProvider, 'embed'> | null;
  languages: () => Promise<readonly GuideLanguage[]>;
}

/**
 * Drafts the guide of a material from its own sentences, and keeps the draft in its row.
 * @param input.onBatch called with the number of sentences compared so far
 * @throws Failure Superseded, and those of the encoder.
 */
export async function draftGuide(
  { db, encoder, languages }: DraftGuideDeps,
  { onBatch, ...run }: Run & { onBatch: (compared: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const row = await Guide.query(db).findOne({ ...run });
  if (!row) throw new Failure('Superseded');
  if (row.draft) return;
  const pages = await MaterialPage.query(db)
    .where({ materialId: run.id, status: 'done' })
    .orderBy('pageNo')
    .select('pageNo', 'text');
  const language = languageOf(sampleOf(pages), await languages());
  const sections = await sectionsOf(run.id, sentencesOfPages(pages), db);
  const material = chooseStatements(sections, language);
  const texts = material.choices.flatMap(({ statements }) => statements.map(({ text }) => text));
  const vectors = encoder
    ? await embedInBatches(texts, (batch) => encoder.embed(batch, 'passage', { signal }), onBatch)
    : wordVectors(texts);
  const refs = new Map(pages.map(({ pageNo }, at) => [pageNo, at + 1]));
  const guide = composeGuide(material, vectors, (pageNo) => refs.get(pageNo) ?? 0);
  const spans = pages.map(({ pageNo, text }) => ({ materialId: run.id, pageNo, start: 0, end: text.length }));
  const draft = { ...guide, spans, written: null };
  await writeInRun({ db }, 'buildGuide', run, (guideRow, trx) => guideRow.$query(trx).patch({ draft }));
}

/** By headings; by turns of topic where there are none, and those of the chunks' vectors can be told. */
async function sectionsOf(id: string, sentences: readonly PlacedSentence[], db: Knex): Promise<OutlineSection[]> {
  const sections = outlineOf(sentences);
  if (hasHeadings(sections)) return sections;
  const chunks = await searchedVectors(db, id);
  const turns = topicTurns(chunks.map(({ vector }) => vector));
  if (turns.length < 2) return sections;
  return outlineByTopics(
    sentences,
    turns.flatMap((at) => chunks[at] ?? []),
  );
}

/** From the middle: a title page may be in another language. */
function sampleOf(pages: readonly { text: string }[]): string {
  const middle = Math.floor(pages.length / 2);
  return [...pages.slice(middle, middle + 3), ...pages.slice(0, 1)].map(({ text }) => text.slice(0, 3_000)).join('\n');
}
