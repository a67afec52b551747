import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Export } from '../../../db/models/export.js';
import { sweepExportFiles } from '../../../services/sweep/sweep-export-files.js';
import { buildExport } from '../../support/factories/index.js';
import type { Columns } from '../../support/factories/insert-row.js';
import { listKeys, putObject } from '../../support/objects.js';
import { createStudent, type Student } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { ago, ahead, DAY, MINUTE } from '../../support/times.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db('users').delete();
  student = await createStudent(app);
});

const never = new AbortController().signal;
const sweepExports = () => sweepExportFiles(app, never);
const anExport = async (columns: Columns<Export>) => (await buildExport(app.db, { userId: student.id, ...columns })).id;

describe('the sweep of exported files', () => {
  const put = async (id: string, writeNo = 1) => {
    await putObject(app.config, `u/${student.id}/exports/${id}-${writeNo}.zip`, Buffer.from('x'));
    return id;
  };
  const stored = async () => (await listKeys(app.config, `${app.config.S3_KEY_PREFIX}u/${student.id}/exports/`)).sort();
  const stateOf = (id: string) => app.db('exports').where({ id }).first('status', 'expiresAt');

  test('removes those whose day is over, and keeps the others', async () => {
    const over = await put(await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) }));
    await put(over, 2);
    const living = await put(await anExport({ status: 'ready', expiresAt: ahead(MINUTE), finishedAt: ago(DAY) }));
    const open = await put(await anExport({ status: 'processing', expiresAt: ago(MINUTE), bytes: null }));
    expect(await sweepExports()).toBe(1);
    expect(await stored()).toEqual([`${living}-1.zip`, `${open}-1.zip`].sort());
    expect((await stateOf(over)).status).toBe('expired');
    expect((await stateOf(living)).status).toBe('ready');
    expect((await stateOf(open)).status).toBe('processing');
    expect((await student.fetch(`/users/me/export/${over}`)).status).toBe(200);
    expect(await sweepExports()).toBe(0);
  });

  test('removes what exports left that came to nothing', async () => {
    const failed = await put(
      await anExport({
        status: 'failed',
        failure: 'WorkflowEnded',
        expiresAt: ago(MINUTE),
        finishedAt: ago(DAY),
        bytes: null,
      }),
    );
    expect(await sweepExports()).toBe(1);
    expect(await stored()).toEqual([]);
    expect(await stateOf(failed)).toEqual({ status: 'failed', expiresAt: null });
    expect(await sweepExports()).toBe(0);
  });

  test('leaves the row as it is while the store is away', async () => {
    const over = await put(await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) }));
    const away = new Error('away');
    const deletePrefix = async () => Promise.reject(away);
    await expect(sweepExportFiles({ ...app, storage: { ...app.storage, deletePrefix } }, never)).rejects.toBe(away);
    expect((await stateOf(over)).status).toBe('ready');
    expect(await sweepExports()).toBe(1);
  });

  test('several times at once counts each once', async () => {
    for (let count = 0; count < 12; count++)
      await put(await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) }));
    const reports = await Promise.all([1, 2, 3].map(sweepExports));
    expect(reports.reduce((sum, files) => sum + files, 0)).toBe(12);
    expect(await stored()).toEqual([]);
  });
});
