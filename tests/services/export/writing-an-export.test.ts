import { type Readable, Transform } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { ObjectStorage } from '../../../clients/storage.js';
import { exportKey } from '../../../domain/object-keys.js';
import { finishExport } from '../../../services/account/export/finish-export.js';
import { ended } from '../../support/ended.js';
import { eventually } from '../../support/eventually.js';
import { useExportRun } from '../../support/export-run.js';
import { readZip } from '../../support/zip.js';

const MB = 1024 * 1024;
const superseded = { type: 'Superseded' };
const exporting = useExportRun();
const { write, finishDeps, row, setRow, files, addMaterial } = exporting;

describe('a large account', () => {
  test('is read no faster than it is stored', async () => {
    const materialId = await addMaterial();
    await exporting.app.db.raw(
      `INSERT INTO material_chunks (id, material_id, owner_id, ord, page_from, page_to, start_offset, end_offset, text)
       SELECT gen_random_uuid(), :materialId, :ownerId, n, 1, 1, 0, 1, repeat(md5(n::text), 100)
       FROM generate_series(1, 5000) AS n`,
      { materialId, ownerId: exporting.student.id },
    );
    let chunksRead = 0;
    let largest = 0;
    const count = (_answer: unknown, { sql, response }: { sql?: string; response?: { rows: unknown[] } }) => {
      if (!sql?.includes('FROM material_chunks')) return;
      const rows = response?.rows.length ?? 0;
      chunksRead += rows;
      largest = Math.max(largest, rows);
    };
    exporting.app.db.on('query-response', count);

    // The store takes nothing until it is let.
    let letGo = () => {};
    const open = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const writing = write({ put: (...args) => open.then(() => exporting.app.storage.put(...args)) });
    await eventually(async () => chunksRead > 0);
    await untilSteady(() => chunksRead);
    expect(chunksRead).toBeLessThan(2_500);
    letGo();
    const { writeNo } = await writing;
    expect([chunksRead, largest]).toEqual([5_000, 50]);
    exporting.app.db.off('query-response', count);

    const zip = await readZip(
      Buffer.from(
        await exporting.app.storage.get(exportKey({ ...exporting.run, userId: exporting.student.id, writeNo }), {
          maxBytes: 99 * MB,
        }),
      ),
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
        const object = await exporting.app.storage.getStream(...args);
        return { ...object, stream: through(object.stream, take) };
      },
      put: (key, stream, options) => exporting.app.storage.put(key, through(stream, give), options),
    });
    expect(taken).toBe(24 * MB);
    expect(bytes).toBe(given);
    expect(most).toBeLessThan(2 * MB);
    expect(await exporting.app.db('materials').where({ id: materialId }).first('bytes')).toEqual({ bytes: 24 * MB });
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
      await exporting.app.storage.put(...args);
      expect(await files()).toEqual([`${exporting.run.id}-1.zip`]);
      await setRow(change);
    };
    await expect(write({ put })).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });

  test.each(['erasing', 'suspended'])('because its student is %s, stops and leaves nothing', async (status) => {
    await addMaterial(6 * MB);
    const put: ObjectStorage['put'] = async (...args) => {
      await exporting.app.db('users').where({ id: exporting.student.id }).update({ status });
      await exporting.app.storage.put(...args);
    };
    await expect(write({ put })).rejects.toMatchObject(superseded);
    await expect(write()).rejects.toMatchObject(superseded);
    expect(await files()).toEqual([]);
  });

  test('because its row is gone with the account, leaves nothing', async () => {
    const put: ObjectStorage['put'] = async (...args) => {
      await exporting.app.storage.put(...args);
      await exporting.app.db('users').where({ id: exporting.student.id }).delete();
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
      const object = await exporting.app.storage.getStream(...args);
      object.stream.once('data', () => object.stream.destroy(broken));
      return object;
    };
    await expect(write({ getStream })).rejects.toBe(broken);
    expect(await files()).toEqual([]);
    expect(await write()).toMatchObject({ writeNo: 2 });
    expect(await files()).toEqual([`${exporting.run.id}-2.zip`]);
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
    const late = write({ put: (...args) => open.then(() => exporting.app.storage.put(...args)) });
    const outcome = expect(late).rejects.toMatchObject(superseded);
    await eventually(async () => (await row()).writeNo === 1);
    const successor = await write();
    await finishExport(finishDeps(), { ...exporting.run, ...successor });
    letGo();
    await outcome;
    expect(await files()).toEqual([`${exporting.run.id}-2.zip`]);
  });
});

/** Resolves when a number has not moved for a while. */
async function untilSteady(read: () => number): Promise<void> {
  let last = -1;
  let same = 0;
  await eventually(async () => {
    same = read() === last ? same + 1 : 0;
    last = read();
    return same >= 10;
  });
}
