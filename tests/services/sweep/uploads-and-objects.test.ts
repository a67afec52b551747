import { randomBytes, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Material } from '../../../db/models/material.js';
import type { User } from '../../../db/models/user.js';
import { forEachConcurrent } from '../../../lib/for-each-concurrent.js';
import { sweepObjects } from '../../../services/sweep/sweep-objects.js';
import { sweepUploads } from '../../../services/sweep/sweep-uploads.js';
import { eventually } from '../../support/eventually.js';
import { buildMaterial, buildQuestion, buildStudent } from '../../support/factories/index.js';
import type { Columns } from '../../support/factories/insert-row.js';
import { listKeys, listUploads, putObject } from '../../support/objects.js';
import { openTestData, type TestData } from '../../support/test-data.js';
import { ago, ahead, DAY, HOUR, MINUTE } from '../../support/times.js';

let data: TestData;
let student: User;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());
beforeEach(async () => {
  await data.db('users').delete();
  student = await buildStudent(data.db);
});

const never = new AbortController().signal;

describe('the sweep of uploads', () => {
  const materialIds = (): Promise<string[]> => data.db('materials').pluck('id');
  const keys = async () => (await listKeys(data.config)).sort();
  const put = async (key: string) => {
    await putObject(data.config, key, Buffer.from('x'));
    return key;
  };
  const material = async (columns: Columns<Material>) =>
    (await buildMaterial(data.db, { ownerId: student.id, ...columns })).id;
  const orphans = (before: Date) => sweepObjects(data, { before }, never);
  beforeEach(async () => {
    for (const prefix of ['m/', 'u/']) await data.storage.deletePrefix(prefix);
  });

  test('removes materials whose upload was never finished, and leaves those that still come', async () => {
    const dead = await material({ status: 'uploading', createdAt: ago(HOUR + MINUTE) });
    const coming = await material({ status: 'uploading', createdAt: ago(HOUR - MINUTE) });
    const failed = await material({ status: 'failed', createdAt: ago(DAY) });
    for (const id of [dead, coming, failed]) await put(`m/${id}/original`);
    expect(await sweepUploads(data, never)).toBe(1);
    expect((await materialIds()).sort()).toEqual([coming, failed].sort());
    expect(await keys()).toEqual([`m/${coming}/original`, `m/${failed}/original`].sort());
  });

  test('keeps the row of an upload while its bytes cannot be removed', async () => {
    const dead = await material({ status: 'uploading', createdAt: ago(2 * HOUR) });
    const away = new Error('away');
    const deletePrefix = async () => Promise.reject(away);
    const deps = { ...data, storage: { ...data.storage, deletePrefix } };
    await expect(sweepUploads(deps, never)).rejects.toBe(away);
    expect(await materialIds()).toEqual([dead]);
  });

  test('removes old objects that no row names, and no other', async () => {
    const kept = await put(`m/${await material({ status: 'failed' })}/original`);
    const avatarId = randomUUID();
    await data.db('user_profiles').where({ userId: student.id }).update({ avatarId });
    const avatar = await put(`u/${student.id}/avatar/${avatarId}`);
    const anothers = await put(`u/${student.id}/exports/${randomUUID()}-1.zip`);
    const orphan = await put(`m/${randomUUID()}/original`);
    const formerAvatar = await put(`u/${student.id}/avatar/${randomUUID()}`);
    expect(await orphans(ago(MINUTE))).toBe(0);
    expect(await keys()).toEqual([kept, avatar, anothers, orphan, formerAvatar].sort());
    expect(await orphans(ahead(MINUTE))).toBe(2);
    expect(await keys()).toEqual([kept, avatar, anothers].sort());
  });

  test('removes old images of problems that were read or that nobody asks, and keeps those that may be tried again', async () => {
    const image = async (status: 'queued' | 'failed' | 'cancelled', imageText: string | null = null) => {
      const { id } = await buildQuestion(data.db, { userId: student.id, status, hasImage: true, imageText });
      return put(`u/${student.id}/problems/${id}`);
    };
    const kept = [await image('queued'), await image('failed'), await image('cancelled')];
    const read = await image('failed', 'What is a tide?');
    const unknown = await put(`u/${student.id}/problems/${randomUUID()}`);
    expect(await keys()).toEqual(expect.arrayContaining([...kept, read, unknown]));
    expect(await orphans(ahead(MINUTE))).toBe(2);
    expect(await keys()).toEqual(kept.sort());
  });

  test('finds the orphans among more objects than are looked at together', async () => {
    const names = Array.from({ length: 1_010 }, () => `m/${randomUUID()}/original`);
    const living = names.filter((_, index) => index % 100 === 0);
    for (const key of living) await material({ id: key.slice(2, 38), status: 'failed' });
    await forEachConcurrent(20, names, undefined, async (key) => void (await put(key)));
    expect(await orphans(ahead(MINUTE))).toBe(names.length - living.length);
    expect(await keys()).toEqual(living.sort());
  });

  test('ends uploads to storage that nobody ended', async () => {
    const source = new PassThrough();
    source.write(randomBytes(11 * 1024 * 1024));
    const put = data.storage.put(`m/${randomUUID()}/original`, source, { contentType: 'a/b' });
    await eventually(async () => (await listUploads(data.config)).length === 1);
    await orphans(ago(MINUTE));
    expect(await listUploads(data.config)).toHaveLength(1);
    await orphans(ahead(MINUTE));
    expect(await listUploads(data.config)).toEqual([]);
    source.end();
    await expect(put).rejects.toThrow();
    expect(await keys()).toEqual([]);
  });
});
