import { randomBytes, randomUUID } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ObjectStorage } from '../../clients/storage.js';
import { exportKey } from '../../domain/object-keys.js';
import type { Run } from '../../domain/runs/flows.js';
import { endExport, finishExport } from '../../services/account/export/finish-export.js';
import { writeExport } from '../../services/account/export/write-export.js';
import type { WorkflowStart } from '../../services/shared/ports.js';
import { ended } from '../support/ended.js';
import { eventually } from '../support/eventually.js';
import { listKeys, listUploads, putObject } from '../support/objects.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { readZip } from '../support/zip.js';

const MB = 1024 * 1024;
let app: TestApp;
let storage: ObjectStorage;
let student: Student;
let run: Run;
const started: WorkflowStart[] = [];

beforeAll(async () => {
  app = await startTestApp();
  storage = app.storage;
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
  run = { id: randomUUID(), runNo: 1 };
  const row = { ...run, userId: student.id, status: 'processing', workflowId: `export:${run.id}:1` };
  await app.db('exports').insert(row);
  started.length = 0;
});

const never = new AbortController().signal;
const write = (over: Partial<ObjectStorage> = {}, report = (_part: string) => {}, signal = never) =>
  writeExport({ ...app, storage: { ...storage, ...over } }, run, report, signal);
const finishDeps = () => ({
  ...app,
  storage,
  // Temporal stands outside of what is looked at here: which starts are asked for.
  starter: {
    start: async (start: WorkflowStart) => void started.push(start),
    describe: async () => 'running' as const,
    cancel: async () => {},
  },
  log: { info() {}, warn() {}, error() {} },
});
const rowOf = () => app.db('exports').where({ id: run.id }).first();
const setRow = (row: object) => app.db('exports').where({ id: run.id }).update(row);
const files = async () => {
  const prefix = `${app.config.S3_KEY_PREFIX}u/${student.id}/exports/`;
  return [...(await listKeys(app.config, prefix)), ...(await listUploads(app.config, prefix))];
};
const superseded = { type: 'Superseded' };

async function addMaterial(bytes = 0): Promise<string> {
  const id = randomUUID();
  const sha256 = id.replaceAll('-', '').repeat(2);
  await app
    .db('materials')
    .insert({ id, ownerId: student.id, title: 't', format: 'pdf', bytes, sha256, workflowId: 'w', ...ended('ready') });
  if (bytes > 0) await putObject(app.config, `m/${id}/original`, randomBytes(bytes));
  return id;
}

describe('a large account', () => {
  test('is read no faster than it is stored', async () => {
    const materialId = await addMaterial();
    await app.db.raw(
      `INSERT INTO material_chunks (id, material_id, owner_id, ord, page_from, page_to, start_offset, end_offset, text)
       SELECT gen_random_uuid(), :materialId, :ownerId, n, 1, 1, 0, 1, repeat(md5(n::text), 100)
       FROM generate_series(1, 5000) AS n`,
      { materialId, ownerId: student.id },
    );
    let chunksRead = 0;
    let largest = 0;
    const count = (_answer: unknown, { sql, response }: { sql?: string; response?: { rows: unknown[] } }) => {
      if (!sql?.includes('FROM material_chunks')) return;
      const rows = response?.rows.length ?? 0;
      chunksRead += rows;
      largest = Math.max(largest, rows);
    };
    app.db.on('query-response', count);

    // The store takes nothing until it is let.
    let letGo = () => {};
    const open = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const writing = write({ put: (...args) => open.then(() => storage.put(...args)) });
    await eventually(async () => chunksRead > 0);
    await untilSteady(() => chunksRead);
    expect(chunksRead).toBeLessThan(2_500);
    letGo();
    const { writeNo } = await writing;
    expect([chunksRead, largest]).toEqual([5_000, 50]);
    app.db.off('query-response', count);

    const zip = await readZip(
      Buffer.from(await storage.get(exportKey({ ...run, userId: student.id, writeNo }), { maxBytes: 99 * MB })),
    );
    const chunks = JSON.parse(String(zip.get('data/material_chunks.json'))) as { ord: number; text: string }[];
    expect(new Set(chunks.map(({ ord }) => ord)).size).toBe(5_000);
    expect(chunks.every(({ text }) => text.length === 3_200)).toBe(true);
  });

  test('has its files pass through, a few parts at a time', async () => {
    const materialId = await addMaterial(24 * MB);
    let taken = 0;
    let given = 0;
    let most = 0;
    const through = (source: Readable, count: (bytes: number) => void) => {
      const counting = new Transform({
        transform(piece: Buffer, _encoding, done) {
          count(piece.length);
          done(null, piece);
        },
      });
      source.on('error', (error) => counting.destroy(error));
      return source.pipe(counting);
    };
    const take = (bytes: number) => {
      taken += bytes;
      most = Math.max(most, taken - given);
    };
    const give = (bytes: number) => {
      given += bytes;
    };
    const { bytes } = await write({
      getStream: async (...args) => {
        const object = await storage.getStream(...args);
        return { ...object, stream: through(object.stream, take) };
      },
      put: (key, stream, options) => storage.put(key, through(stream, give), options),
    });
    expect(taken).toBe(24 * MB);
    expect(bytes).toBe(given);
    expect(most).toBeLessThan(2 * MB);
    expect(await app.db('materials').where({ id: materialId }).first('bytes')).toEqual({ bytes: 24 * MB });
  });
});

describe('a run that is not the current one any more', () => {
  test.each([
    ['was cancelled', { cancelRequestedAt: new Date() }],
    ['was finished', ended('cancelled')],
    ['has a newer run after it', { runNo: 2 }],
    ['has a newer try after it', { writeNo: 7 }],
  ])('because it %s, stops and leaves nothing', async (_why, change) => {
    await addMaterial(6 * MB);
    await expect(
      write({}, (part) => void (part === 'sessions' && setRow(change).then(() => {}))),
    ).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });

  test.each([
    ['cancelled', { cancelRequestedAt: new Date() }],
    ['followed by another', { writeNo: 7 }],
  ])('because it was %s with the last byte, leaves nothing', async (_why, change) => {
    const put: ObjectStorage['put'] = async (...args) => {
      await storage.put(...args);
      expect(await files()).toEqual([`${run.id}-1.zip`]);
      await setRow(change);
    };
    await expect(write({ put })).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });

  test.each(['erasing', 'suspended'])('because its student is %s, stops and leaves nothing', async (status) => {
    await addMaterial(6 * MB);
    const put: ObjectStorage['put'] = async (...args) => {
      await app.db('users').where({ id: student.id }).update({ status });
      await storage.put(...args);
    };
    await expect(write({ put })).rejects.toMatchObject(superseded);
    await expect(write()).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });

  test('because its row is gone with the account, leaves nothing', async () => {
    const put: ObjectStorage['put'] = async (...args) => {
      await storage.put(...args);
      await app.db('users').where({ id: student.id }).delete();
    };
    await expect(write({ put })).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });

  test('does not begin', async () => {
    await setRow({ ...ended('ready'), bytes: 1, expiresAt: new Date() });
    await expect(write()).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });
});

describe('a try that did not end well', () => {
  test('leaves nothing, and the next one writes the whole', async () => {
    await addMaterial(12 * MB);
    const broken = new Error('the line broke');
    const getStream: ObjectStorage['getStream'] = async (...args) => {
      const object = await storage.getStream(...args);
      object.stream.once('data', () => object.stream.destroy(broken));
      return object;
    };
    await expect(write({ getStream })).rejects.toBe(broken);
    expect(await files()).toEqual([]);
    expect(await write()).toMatchObject({ writeNo: 2 });
    expect(await files()).toEqual([`${run.id}-2.zip`]);
  });

  test('because the store is away, ends with the reason of the store', async () => {
    const away = new Error('the store is away');
    await expect(write({ put: async () => Promise.reject(away) })).rejects.toBe(away);
  });

  test('because it was cancelled, leaves nothing', async () => {
    await addMaterial(12 * MB);
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const cancelled = write({}, (part) => void (part === 'files' && controller.abort(reason)), controller.signal);
    await expect(cancelled).rejects.toBe(reason);
    expect(await files()).toEqual([]);
    await expect(write({}, () => {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test('but goes on after its successor, spoils nothing of it', async () => {
    await addMaterial(6 * MB);
    let letGo = () => {};
    const open = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const late = write({ put: (...args) => open.then(() => storage.put(...args)) });
    const outcome = expect(late).rejects.toMatchObject(superseded);
    await eventually(async () => (await rowOf()).writeNo === 1);
    const successor = await write();
    await finishExport(finishDeps(), { ...run, ...successor });
    letGo();
    await outcome;
    expect(await files()).toEqual([`${run.id}-2.zip`]);
  });
});

describe('the end of a run', () => {
  const later = (row: { expiresAt: Date; finishedAt: Date }) => row.expiresAt.getTime() - row.finishedAt.getTime();

  test("makes the file the student's for a day and queues one mail, however often it is repeated", async () => {
    const written = { ...run, ...(await write()) };
    for (const _again of [1, 2, 3]) expect(await finishExport(finishDeps(), written)).toBe('ready');
    const row = await rowOf();
    expect(row).toMatchObject({ status: 'ready', bytes: written.bytes, nextCheckAt: null });
    expect(later(row)).toBe(86_400_000);
    expect(await app.db('mails').where({ userId: student.id, kind: 'export-ready' }).count()).toEqual([{ count: 1 }]);
    expect(started.map(({ flow }) => flow)).toEqual(['sendMail']);
    await setRow({ status: 'expired' });
    expect(await finishExport(finishDeps(), written)).toBe('ready');
  });

  test.each([
    ['cancelled', () => setRow({ cancelRequestedAt: new Date() })],
    ['of a student who is leaving', () => app.db('users').where({ id: student.id }).update({ status: 'erasing' })],
    ['of a student who was suspended', () => app.db('users').where({ id: student.id }).update({ status: 'suspended' })],
    ['followed by another', () => setRow({ writeNo: 9 })],
  ])('that was %s, removes the file and tells nobody', async (_why, change) => {
    const written = { ...run, ...(await write()) };
    await change();
    await expect(finishExport(finishDeps(), written)).rejects.toMatchObject(superseded);
    expect(await rowOf()).toMatchObject({ status: 'processing', bytes: null });
    expect(await files()).toEqual([]);
    expect([started, await app.db('mails').where({ userId: student.id, kind: 'export-ready' })]).toEqual([[], []]);
  });

  test('that failed is written to the row, and its file removed', async () => {
    await write();
    await endExport(finishDeps(), run, { status: 'failed', failure: 'Unexpected' });
    expect(await rowOf()).toMatchObject({ status: 'failed', failure: 'Unexpected', nextCheckAt: null });
    expect(await files()).toEqual([]);
  });

  test('that failed is written also while the store is away; the sweep finds what it left', async () => {
    await write();
    const deletePrefix = async () => Promise.reject(new Error('away'));
    await endExport({ ...finishDeps(), storage: { ...storage, deletePrefix } }, run, { status: 'cancelled' });
    expect(await rowOf()).toMatchObject({ status: 'cancelled', expiresAt: expect.any(Date) });
    expect(await files()).toEqual([`${run.id}-1.zip`]);
  });

  test('of an older run leaves the newer one as it is', async () => {
    await setRow({ runNo: 2 });
    await endExport(finishDeps(), run, { status: 'cancelled' });
    expect(await rowOf()).toMatchObject({ status: 'processing', runNo: 2 });
  });
});

/** Resolves when a number has not moved for a while. */
async function untilSteady(read: () => number): Promise<void> {
  let last = -1;
  let same = 0;
  await eventually(async () => {
    same = read() === last ? same + 1 : 0;
    last = read();
    return same >= 20;
  });
}
