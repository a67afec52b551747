import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { downloadZip, exportFiles, readExport, requestExport, storeMaterial } from '../support/exports.js';
import { listUploads } from '../support/objects.js';
import { sha256 } from '../support/sha256.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestWorker } from '../support/worker-process.js';

let app: TestApp;
let worker: TestWorker;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.startWorker();
});
afterAll(() => app.close());

/** An export whose file is half in storage. */
async function halfWritten() {
  const student = await createStudent(app);
  const bytes = randomBytes(48 * 1024 * 1024);
  const materialId = await storeMaterial(app, student.id, 'large', bytes);
  const { id }: { id: string } = await body(await requestExport(student));
  await eventually(async () => (await listUploads(app.config)).length > 0);
  return { student, bytes, materialId, id };
}

test('an export that is cancelled removes what it wrote', async () => {
  const { student, id } = await halfWritten();
  const client = createTemporalClient(app.config);
  const run = client.workflow.getHandle(`export:${id}:1`);
  await run.cancel();
  expect(await run.result()).toBe('cancelled');
  await client.connection.close();
  expect(await readExport(student, id)).toMatchObject({ status: 'cancelled', url: null });
  expect(await exportFiles(app, student)).toEqual([]);
  expect(await app.db('mails').where({ userId: student.id, kind: 'export-ready' })).toEqual([]);
});

test('an export whose worker dies is finished by another, and the first leaves nothing', async () => {
  const { student, bytes, materialId, id } = await halfWritten();
  await worker.kill();
  expect(await app.db('exports').where({ id }).first('status')).toEqual({ status: 'processing' });
  expect(await exportFiles(app, student)).toEqual([`${id}-1.zip`]);

  await app.startWorker();
  const ready = await eventually(async () => {
    const row = await readExport(student, id);
    return row.status === 'ready' && row;
  });
  const file = (await downloadZip(ready.url)).get(`files/large-${materialId}.pdf`);
  expect(sha256(file ?? Buffer.of())).toBe(sha256(bytes));
  expect(await exportFiles(app, student)).toEqual([`${id}-2.zip`]);
});
