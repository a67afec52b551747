import { describe, expect, test } from '@jest/globals';
import type { Export } from '../../../db/models/export.js';
import { endExport, finishExport } from '../../../services/account/export/finish-export.js';
import { useExportRun } from '../../support/export-run.js';

const superseded = { type: 'Superseded' };
const exporting = useExportRun();
const { write, finishDeps, started, row, setRow, files } = exporting;

describe('the end of a run', () => {
  const lifetime = ({ expiresAt, finishedAt }: Export) => Number(expiresAt) - Number(finishedAt);

  test("makes the file the student's for a day and queues one mail, however often it is repeated", async () => {
    const written = { ...exporting.run, ...(await write()) };
    for (const _again of [1, 2, 3]) expect(await finishExport(finishDeps(), written)).toBe('ready');
    const ended = await row();
    expect(ended).toMatchObject({ status: 'ready', bytes: written.bytes, nextCheckAt: null });
    expect(lifetime(ended)).toBe(86_400_000);
    expect(
      await exporting.app.db('mails').where({ userId: exporting.student.id, kind: 'export-ready' }).count(),
    ).toEqual([{ count: 1 }]);
    expect(started.map(({ flow }) => flow)).toEqual(['sendMail']);
    await setRow({ status: 'expired' });
    expect(await finishExport(finishDeps(), written)).toBe('ready');
  });

  test.each([
    ['cancelled', () => setRow({ cancelRequestedAt: new Date() })],
    [
      'of a student who is leaving',
      () => exporting.app.db('users').where({ id: exporting.student.id }).update({ status: 'erasing' }),
    ],
    [
      'of a student who was suspended',
      () => exporting.app.db('users').where({ id: exporting.student.id }).update({ status: 'suspended' }),
    ],
    ['followed by another', () => setRow({ writeNo: 9 })],
  ])('that was %s, removes the file and tells nobody', async (_why, change) => {
    const written = { ...exporting.run, ...(await write()) };
    await change();
    await expect(finishExport(finishDeps(), written)).rejects.toMatchObject(superseded);
    expect(await row()).toMatchObject({ status: 'processing', bytes: null });
    expect(await files()).toEqual([]);
    expect([
      started,
      await exporting.app.db('mails').where({ userId: exporting.student.id, kind: 'export-ready' }),
    ]).toEqual([[], []]);
  });

  test('that failed is written to the row, and its file removed', async () => {
    await write();
    await endExport(finishDeps(), { ...exporting.run, end: { status: 'failed', failure: 'Unexpected' } });
    expect(await row()).toMatchObject({ status: 'failed', failure: 'Unexpected', nextCheckAt: null });
    expect(await files()).toEqual([]);
  });

  test('that failed is written also while the store is away; the sweep finds what it left', async () => {
    await write();
    const deletePrefix = async () => Promise.reject(new Error('away'));
    await endExport(
      { ...finishDeps(), storage: { ...exporting.app.storage, deletePrefix } },
      {
        ...exporting.run,
        end: {
          status: 'cancelled',
        },
      },
    );
    expect(await row()).toMatchObject({ status: 'cancelled', expiresAt: expect.any(Date) });
    expect(await files()).toEqual([`${exporting.run.id}-1.zip`]);
  });

  test('of an older run leaves the newer one as it is', async () => {
    await setRow({ runNo: 2 });
    await endExport(finishDeps(), { ...exporting.run, end: { status: 'cancelled' } });
    expect(await row()).toMatchObject({ status: 'processing', runNo: 2 });
  });
});
