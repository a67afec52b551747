import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { chunkMaterial } from '../../services/materials/chunk-material.js';
import { embedChunks } from '../../services/materials/embed-chunks.js';
import { finishMaterial } from '../../services/materials/finish-material.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { endRun } from '../../services/runs/finish-run.js';
import { lockRun } from '../../services/runs/lock-run.js';
import { ended } from '../support/ended.js';
import { buildMaterial, buildPage, buildStudent } from '../support/factories/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let ownerId: string;
let id: string;
beforeAll(async () => {
  app = await startTestApp();
  ownerId = (await buildStudent(app.db)).id;
});
afterAll(() => app.close());
beforeEach(async () => {
  id = (await buildMaterial(app.db, { ownerId, status: 'queued' })).id;
});

const set = (row: object) => app.db('materials').where({ id }).update(row);
const state = () => app.db('materials').where({ id }).first('status', 'failure');
const page = (pageNo: number) => buildPage(app.db, { materialId: id, pageNo });
const SUPERSEDED = { type: 'Superseded' };

describe('claiming a run', () => {
  test('takes a queued row, and may be repeated', async () => {
    await claimRun(app, 'ingestMaterial', { id, runNo: 1 });
    await claimRun(app, 'ingestMaterial', { id, runNo: 1 });
    expect(await state()).toMatchObject({ status: 'processing' });
  });

  test.each([
    ['another run has it', { runNo: 2 }],
    ['it was cancelled', { cancelRequestedAt: new Date() }],
    ['it is finished', ended('ready')],
    ['it is being deleted', { status: 'deleting' }],
  ])('is refused when %s', async (_why, row) => {
    await set(row);
    await expect(claimRun(app, 'ingestMaterial', { id, runNo: 1 })).rejects.toMatchObject(SUPERSEDED);
  });

  test('is refused when the row is gone', async () => {
    await expect(claimRun(app, 'ingestMaterial', { id: randomUUID(), runNo: 1 })).rejects.toMatchObject(SUPERSEDED);
  });
});

describe('the fence', () => {
  const run = () => ({ id, runNo: 1 });
  const embeddings = {
    model: 'm@2',
    dimensions: 2,
    batchSize: 10,
    embed: async (texts: readonly string[]) => texts.map(() => [1, 0]),
  };
  const signal = new AbortController().signal;

  test('every write of a run that was superseded is refused and changes nothing', async () => {
    await claimRun(app, 'ingestMaterial', run());
    await page(1);
    await chunkMaterial({ ...app, maxChunks: 100 }, run());
    await set({ runNo: 2 });
    await expect(chunkMaterial({ ...app, maxChunks: 100 }, run())).rejects.toMatchObject(SUPERSEDED);
    const embedDeps = { db: app.db, embeddings, meterOf: () => unmetered };
    await expect(embedChunks(embedDeps, { ...run(), onBatch: () => {} }, signal)).rejects.toMatchObject(SUPERSEDED);
    await expect(finishMaterial(app, run())).rejects.toMatchObject(SUPERSEDED);
    await endRun(app, 'ingestMaterial', run(), { status: 'failed', failure: 'Corrupt' });
    expect(await state()).toEqual({ status: 'processing', failure: null });
    expect(await app.db('chunk_vectors').where({ materialId: id })).toEqual([]);
  });

  test('a cancel that comes while a write holds the row waits, then wins over the next', async () => {
    await claimRun(app, 'ingestMaterial', run());
    const trx = await app.db.transaction();
    await lockRun('ingestMaterial', run(), trx);
    let cancelled = false;
    const cancel = set({ cancelRequestedAt: new Date() }).then(() => {
      cancelled = true;
    });
    await app.db.raw('SELECT 1');
    expect(cancelled).toBe(false);
    await trx.commit();
    await cancel;
    await expect(app.db.transaction((trx) => lockRun('ingestMaterial', run(), trx))).rejects.toMatchObject(SUPERSEDED);
  });
});

describe('finishing', () => {
  const run = () => ({ id, runNo: 1 });
  test.each([
    ['ready when every page is done', 2, [1, 2], 'ready', null],
    ['partial when a page is missing', 3, [1, 3], 'partial', null],
    ['failed when none is done', 2, [], 'failed', 'PageFailed'],
  ])('is %s', async (_what, pageCount, pages, status, failure) => {
    await claimRun(app, 'ingestMaterial', run());
    await set({ pageCount });
    for (const pageNo of pages) await page(pageNo);
    expect(await finishMaterial(app, run())).toBe(status);
    expect(await state()).toEqual({ status, failure });
  });
});

describe('storage', () => {
  test('bytes that are gone are a failure of their own', async () => {
    await expect(app.storage.get('m/none/original', { maxBytes: 10 })).rejects.toMatchObject({
      type: 'StorageMissing',
    });
  });
});
