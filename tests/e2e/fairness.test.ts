import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { createStudent, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const PILE = 10;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ OCR_WORKERS: '1' });
});
afterAll(() => app.close());

/** Copies of one scan that are not the same bytes: what comes after the end of a PDF is not read. */
const copiesOf = (scan: Uint8Array, count: number) =>
  Array.from({ length: count }, (_, index) => Buffer.concat([scan, Buffer.from(`\n%${index}\n`)]));
const idOf = async (response: Response): Promise<string> => (await body(response)).id;

test("one student's pile of scans does not hold up another's note", async () => {
  const [busy, other] = [await createStudent(app), await createStudent(app)];
  const text = 'This is a scan that waits for its turn. '.repeat(4);
  const scan = await makePdf([{ text, scanned: true }]);
  const pile = await Promise.all(copiesOf(scan, PILE).map(async (copy) => idOf(await upload(busy, copy))));
  const pagesRead = async () => (await app.db('material_pages').whereIn('materialId', pile)).length;
  const worker = await app.startWorker();
  await eventually(async () => (await pagesRead()) >= 1);
  // The whole pile waits, and is first in the queue.
  const note = await idOf(await upload(other, scan));
  const readBefore = await pagesRead();
  await eventually(async () => (await app.db('material_pages').where({ materialId: note })).length === 1);
  const readMeanwhile = (await pagesRead()) - readBefore;
  // First come, first served would have read all the rest before it.
  expect(readMeanwhile).toBeLessThan((PILE - readBefore) / 2);
  // What still waits need not be read.
  await worker.kill();
});
