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
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
let ownerId: string;
let id: string;
beforeAll(async () => {
  data = await openTestData();
  ownerId = (await buildStudent(data.db)).id;
});
afterAll(() => data.close());
beforeEach(async () => {
  id = (await buildMaterial(data.db, { ownerId, status: 'queued' })).id;
});

const set = (row: object) => data.db('materials').where({ id }).update(row);
const state = () => data.db('materials').where({ id }).first('status', 'failure');
const page = (pageNo: number) => buildPage(data.db, { materialId: id, pageNo });
const SUPERSEDED = { type: 'Superseded' };

describe('claiming a run', () => {
  test('takes a queued row, and may be repeated', async () => {
    await claimRun(data, 'ingestMaterial', { id, runNo: 1 });
    await claimRun(data, 'ingestMaterial', { id, runNo: 1 });
    expect(await state()).toMatchObject({ status: 'processing' });
  });

  test.each([
    ['another run has it', { runNo: 2 }],
    ['it was cancelled', { cancelRequestedAt: new Date() }],
    ['it is finished', ended('ready')],
    ['it is being deleted', { status: 'deleting' }],
  ])('is refused when %s', async (_why, row) => {
    await set(row);
    await expect(claimRun(data, 'ingestMaterial', { id, runNo: 1 })).rejects.toMatchObject(SUPERSEDED);
  });

  test('is refused when the row is gone', async () => {
    await expect(claimRun(data, 'ingestMaterial', { id: randomUUID(), runNo: 1 })).rejects.toMatchObject(SUPERSEDED);
  });
});

/** Workflow ids that were started. */
let started: string[];
beforeEach(() => {
  started = [];
});
const finishing = () => ({
  ...data,
  starter: {
    start: async ({ workflowId }: { workflowId: string }) => void started.push(workflowId),
    cancel: async () => {},
    describe: async () => 'running' as const,
  },
  log: { info() {}, warn() {}, error() {} },
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
    await claimRun(data, 'ingestMaterial', run());
    await page(1);
    await chunkMaterial({ ...data, maxChunks: 100 }, run());
    await set({ runNo: 2 });
    await expect(chunkMaterial({ ...data, maxChunks: 100 }, run())).rejects.toMatchObject(SUPERSEDED);
    const embedDeps = { db: data.db, embeddings, meterOf: () => unmetered };
    const embedding = embedChunks(embedDeps, { ...run(), onBatch: () => {}, turn: signal }, signal);
    await expect(embedding).rejects.toMatchObject(SUPERSEDED);
    await expect(finishMaterial(finishing(), run())).rejects.toMatchObject(SUPERSEDED);
    await endRun(data, 'ingestMaterial', run(), { status: 'failed', failure: 'Corrupt' });
    expect(await state()).toEqual({ status: 'processing', failure: null });
    expect(await data.db('chunk_vectors').where({ materialId: id }).pluck('model')).toEqual(['none']);
  });

  test('a cancel that comes while a write holds the row waits, then wins over the next', async () => {
    await claimRun(data, 'ingestMaterial', run());
    const trx = await data.db.transaction();
    await lockRun('ingestMaterial', run(), trx);
    let cancelled = false;
    const cancel = set({ cancelRequestedAt: new Date() }).then(() => {
      cancelled = true;
    });
    await data.db.raw('SELECT 1');
    expect(cancelled).toBe(false);
    await trx.commit();
    await cancel;
    await expect(data.db.transaction((trx) => lockRun('ingestMaterial', run(), trx))).rejects.toMatchObject(SUPERSEDED);
  });
});

describe('finishing', () => {
  const run = () => ({ id, runNo: 1 });
  test.each([
    ['ready when every page is done', 2, [1, 2], 'ready', null],
    ['partial when a page is missing', 3, [1, 3], 'partial', null],
    ['failed when none is done', 2, [], 'failed', 'PageFailed'],
  ])('is %s', async (_what, pageCount, pages, status, failure) => {
    await claimRun(data, 'ingestMaterial', run());
    await set({ pageCount });
    for (const pageNo of pages) await page(pageNo);
    expect(await finishMaterial(finishing(), run())).toBe(status);
    expect(await state()).toEqual({ status, failure });
    // What can be asked about gets its guide.
    const guides = await data.db('guides').where({ id }).select('status', 'workflowId');
    const queued = { status: 'queued', workflowId: `guide:${id}:1` };
    expect(guides).toEqual(status === 'failed' ? [] : [queued]);
    expect(started).toEqual(status === 'failed' ? [] : [queued.workflowId]);
  });
});

describe('storage', () => {
  test('bytes that are gone are a failure of their own', async () => {
    await expect(data.storage.get('m/none/original', { maxBytes: 10 })).rejects.toMatchObject({
      type: 'StorageMissing',
    });
  });
});
