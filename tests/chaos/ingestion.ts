import { expect } from '@jest/globals';
import type { Knex } from 'knex';
import type { Config } from '../../config.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';

/** A document of short pages, the first with text, the others scanned; no two names give the same. */
export const makeDocument = (name: string, pages: { text: number; scanned: number }): Promise<Uint8Array> =>
  makePdf(
    Array.from({ length: pages.text + pages.scanned }, (_, index) => ({
      text: `Page ${index + 1} of ${name} tells of the tides and of the moon that moves them.`,
      scanned: index >= pages.text,
    })),
  );

/** The pages of a material as they are stored, in order. */
export const pagesOf = (db: Knex, materialId: string) =>
  db('material_pages').where({ materialId }).orderBy('pageNo').select('pageNo', 'runNo', 'status', 'createdAt');

/** Asks whether a material is ready, and takes a database that cannot answer just now for a no. */
export const isReady = (db: Knex, id: string) => async (): Promise<boolean> => {
  const row = await db('materials')
    .where({ id })
    .first('status', 'failure')
    .catch(() => undefined);
  if (row && !['queued', 'processing', 'ready'].includes(row.status)) throw new Error(`${row.status} ${row.failure}`);
  return row?.status === 'ready';
};

/** Every page once and done; chunks without a gap, up to the last page, all with vectors. */
export async function expectWhole(db: Knex, materialId: string, pages: number): Promise<void> {
  const stored = await pagesOf(db, materialId);
  expect(stored.map(({ pageNo, status }) => [pageNo, status])).toEqual(
    Array.from({ length: pages }, (_, index) => [index + 1, 'done']),
  );
  const chunks = await db('material_chunks as c')
    .leftJoin('chunk_vectors as v', 'v.chunkId', 'c.id')
    .where({ 'c.materialId': materialId })
    .orderBy('ord')
    .select('ord', 'pageTo', 'v.model');
  expect(chunks.map(({ ord }) => ord)).toEqual(chunks.map((_, index) => index));
  expect(chunks.every(({ model }) => model !== null && model !== 'none')).toBe(true);
  expect(chunks.at(-1)?.pageTo).toBe(pages);
}

/** How often each range of pages was given to a worker, in the order of the pages. */
export async function triesOfRanges(config: Config, materialId: string): Promise<number[]> {
  const client = createTemporalClient(config);
  try {
    const { events } = await client.workflow.getHandle(`ingest:${materialId}:1`).fetchHistory();
    const ranges = new Set<string>();
    const tries: number[] = [];
    for (const { eventId, activityTaskScheduledEventAttributes: scheduled, ...event } of events ?? []) {
      if (scheduled?.activityType?.name === 'readPages') ranges.add(String(eventId));
      const started = event.activityTaskStartedEventAttributes;
      if (started && ranges.has(String(started.scheduledEventId))) tries.push(Number(started.attempt));
    }
    return tries;
  } finally {
    await client.connection.close();
  }
}
