import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { NotFoundError } from 'objection';
import { avatarKey } from '../../../domain/object-keys.js';
import { replaceAvatar } from '../../../services/account/replace-avatar.js';
import { cancelMaterial } from '../../../services/materials/cancel-material.js';
import { deleteMaterial } from '../../../services/materials/delete-material.js';
import { deleteMaterialRows } from '../../../services/materials/delete-material-data.js';
import { queueUpload } from '../../../services/materials/queue-upload.js';
import { assertChunksLeft, assertQuota } from '../../../services/materials/quota.js';
import { renameMaterial } from '../../../services/materials/rename-material.js';
import { retryMaterial } from '../../../services/materials/retry-material.js';
import { queueReembeddings } from '../../../services/reembedding/queue-reembeddings.js';
import { swapModel } from '../../../services/reembedding/reembed.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import {
  buildChunk,
  buildCitation,
  buildMaterial,
  buildQuestion,
  buildReembedding,
  buildStudent,
  buildVector,
} from '../../support/factories/index.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';
import { useTestStorage } from '../../support/test-storage.js';

const services = useTestServices();
const { storage, expectNothing } = useTestStorage();
const QUOTA = { files: 1, bytes: 1_000, chunks: 10, pagesPerDay: 10 };
let caller: Caller;
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});

const deps = () => ({ ...services, db: services.db, storage, quota: QUOTA });
const rowOf = (id: string, db: Knex = services.db) => db('materials').where({ id });
/** What the end of its run writes, while the student decides otherwise. */
const finish = (id: string) => (trx: Knex) =>
  rowOf(id, trx).update({ status: 'ready', finishedAt: services.clock(), nextCheckAt: null });
/** What another request has put in its place. */
const requeue = (id: string) => (trx: Knex) =>
  rowOf(id, trx).update({
    status: 'queued',
    failure: null,
    runNo: 2,
    workflowId: `ingest:${id}:2`,
    finishedAt: null,
  });
const takeAway = (id: string) => (trx: Knex) => rowOf(id, trx).update({ status: 'deleting', finishedAt: null });

describe('what a student does with a material waits for whoever holds it, and sees what became of it', () => {
  test('a cancel comes too late for a run that ends', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId, status: 'processing' });
    const cancelled = whileLocked(services.db, finish(id), () => cancelMaterial(deps(), { caller, materialId: id }));
    await expect(cancelled).rejects.toMatchObject({ type: 'not-running' });
    expect(await rowOf(id).first('status')).toEqual({ status: 'ready' });
    expect(services.starter.cancelled).toEqual([]);
  });

  test('a second retry leaves the run of the first alone', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId, status: 'failed' });
    await whileLocked(services.db, requeue(id), () => retryMaterial(deps(), { caller, materialId: id }));
    expect(await rowOf(id).first('status', 'runNo')).toEqual({ status: 'queued', runNo: 2 });
    expect(services.starter.started).toEqual([]);
  });

  test('a new name comes too late for a material that is being deleted', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId, title: 'Notes' });
    const input = { caller, materialId: id, title: 'Renamed', topic: null };
    const renamed = whileLocked(services.db, takeAway(id), () => renameMaterial(deps(), input));
    await expect(renamed).rejects.toMatchObject({ type: 'not-found' });
    expect(await rowOf(id).first('title')).toEqual({ title: 'Notes' });
  });

  test('a deletion stops the run that a retry has queued, and takes the number after that', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId, status: 'failed' });
    await whileLocked(services.db, requeue(id), () => deleteMaterial(deps(), { caller, materialId: id }));
    expect(await rowOf(id).first('status', 'runNo')).toEqual({ status: 'deleting', runNo: 3 });
    expect(services.starter).toMatchObject({
      started: [`delete-material:${id}:3`],
      cancelled: [`ingest:${id}:2`],
    });
  });

  test('a second deletion leaves it to the first', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId });
    await whileLocked(services.db, takeAway(id), () => deleteMaterial(deps(), { caller, materialId: id }));
    expect(await rowOf(id).first('runNo')).toEqual({ runNo: 1 });
    expect(services.starter.started).toEqual([]);
  });
});

describe('an upload whose bytes are stored', () => {
  test('waits for the sweep that holds its row, and is queued by nobody once that is gone', async () => {
    const row = { ownerId: userId, status: 'uploading', bytes: null, sha256: null, title: '' } as const;
    const { id: materialId } = await buildMaterial(services.db, row);
    const stored = { materialId, caller, title: 'Notes', bytes: 1, sha256: randomBytes(32).toString('hex') };
    const queued = whileLocked(
      services.db,
      (trx) => rowOf(materialId, trx).delete(),
      () => queueUpload(deps(), { ...stored, lease: undefined }),
    );
    await expect(queued).rejects.toThrow(NotFoundError);
    expect(services.starter.started).toEqual([]);
  });
});

describe('the removal of a material', () => {
  test('waits for whoever removes an answer that quotes it, and touches no quote before', async () => {
    const { id, runNo } = await buildMaterial(services.db, { ownerId: userId, status: 'deleting' });
    const { id: questionId } = await buildQuestion(services.db, { userId });
    await buildCitation(services.db, { questionId, materialId: id });
    let isTouched: boolean | undefined;
    await whileLocked(
      services.db,
      (trx) => trx('questions').where({ id: questionId }).forUpdate(),
      () => deleteMaterialRows(services, { id, runNo }),
      async () => {
        isTouched = await isHeld(services.db('citations').where({ questionId }));
      },
    );
    expect(isTouched).toBe(false);
    expect(await services.db('citations').where({ questionId }).first('quote', 'materialId')).toEqual({
      quote: '',
      materialId: null,
    });
    expect(await rowOf(id)).toEqual([]);
  });
});

describe('a swap of vectors', () => {
  const NEW = 'new@2';
  /** A material whose one chunk has vectors of two models, and the run that moves it to the new one. */
  async function moving() {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
    const chunk = await buildChunk(services.db, { materialId, ownerId: userId });
    await buildVector(services.db, chunk, { model: NEW });
    await services.db('chunk_vectors').update({ searchable: false });
    await buildVector(services.db, chunk);
    const { id, runNo } = await buildReembedding(services.db, { materialId, userId, model: NEW, status: 'processing' });
    return { materialId, run: { id, runNo } };
  }
  const searched = () => services.db('chunk_vectors').where({ searchable: true }).pluck('model');

  test('waits for whoever holds the material, and is put off by chunks that came meanwhile', async () => {
    const { materialId, run } = await moving();
    const swapped = await whileLocked(
      services.db,
      async (trx) => {
        // As a run of ingestion does, which cuts the material again.
        await rowOf(materialId, trx).forNoKeyUpdate();
        await buildChunk(trx, { materialId, ownerId: userId, ord: 1, pageFrom: 2 });
      },
      () => swapModel(services, run),
    );
    expect(swapped).toBe(false);
    expect(await searched()).toEqual(['m@2']);
  });

  test('makes the new ones those that are searched when there are none', async () => {
    const { materialId, run } = await moving();
    expect(
      await whileLocked(
        services.db,
        (trx) => rowOf(materialId, trx).forUpdate(),
        () => swapModel(services, run),
      ),
    ).toBe(true);
    expect(await searched()).toEqual([NEW]);
  });
});

describe('a move to other vectors', () => {
  test('that another request has just queued is left to it', async () => {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
    await buildVector(services.db, await buildChunk(services.db, { materialId, ownerId: userId }));
    const { id } = await buildReembedding(services.db, { materialId, userId, status: 'done' });
    const queued = await whileLocked(
      services.db,
      (trx) => trx('reembeddings').where({ id }).update({ status: 'queued', runNo: 2, finishedAt: null }),
      () => queueReembeddings(services, { model: 'new@2' }),
    );
    expect(queued).toBe(0);
    expect(await services.db('reembeddings').where({ id }).first('runNo', 'model')).toEqual({ runNo: 2, model: 'm@2' });
  });
});

describe('the quota of a student', () => {
  const ask = (owner = userId) =>
    services.db.transaction((trx) => assertQuota(QUOTA, { userId: owner, bytes: 1 }, trx));
  /** Asks for the last place, and takes it. */
  const takePlace = async (trx: Knex.Transaction) => {
    await assertQuota(QUOTA, { userId, bytes: 1 }, trx);
    await buildMaterial(trx, { ownerId: userId, status: 'queued' });
  };

  test('lets the second of two wait until the first has taken its place', async () => {
    await expect(whileLocked(services.db, takePlace, ask)).rejects.toMatchObject({ type: 'storage-full' });
  });

  test('lets chunks wait for the same turn', async () => {
    const cut = () =>
      services.db.transaction((trx) => assertChunksLeft(1, { userId, materialId: randomUUID(), chunks: 1 }, trx));
    const taken = async (trx: Knex.Transaction) => {
      await assertChunksLeft(1, { userId, materialId: randomUUID(), chunks: 1 }, trx);
      const { id: materialId } = await buildMaterial(trx, { ownerId: userId });
      await buildChunk(trx, { materialId, ownerId: userId });
    };
    await expect(whileLocked(services.db, taken, cut)).rejects.toMatchObject({ type: 'LibraryFull' });
  });

  test('lets nobody wait for another student', async () => {
    const other = (await buildStudent(services.db)).id;
    await services.db.transaction(async (trx) => {
      await assertQuota(QUOTA, { userId, bytes: 1 }, trx);
      const asked = services.db.transaction(async (second) => {
        await second.raw(`SET LOCAL lock_timeout = '1ms'`);
        await assertQuota(QUOTA, { userId: other, bytes: 1 }, second);
      });
      await expect(asked).resolves.toBeUndefined();
    });
  });
});

describe('an avatar', () => {
  test('that replaces one which just came removes that one', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const image = Readable.from([Buffer.from('webp')], { objectMode: false });
    await storage.put(avatarKey(userId, first), image, { contentType: 'image/webp' });
    await whileLocked(
      services.db,
      (trx) => trx('user_profiles').where({ userId }).update({ avatarId: first, version: 2 }),
      () => replaceAvatar(deps(), { caller, avatarId: second }),
    );
    expect(await services.db('user_profiles').where({ userId }).first('avatarId', 'version')).toEqual({
      avatarId: second,
      version: 3,
    });
    await expectNothing(avatarKey(userId, first));
  });
});
