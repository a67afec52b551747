import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScheduleNotFoundError } from '@temporalio/client';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { env } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('with Temporal away', () => {
  let app: TestApp;
  let proxy: TcpProxy;
  let student: Student;
  beforeAll(async () => {
    proxy = await startTcpProxy(env('TEMPORAL_ADDRESS'));
    app = await startTestApp({ TEMPORAL_ADDRESS: proxy.address });
    // The worker has Temporal all the while: nothing of what is uploaded is started until the API has it too.
    await app.startWorker({ TEMPORAL_ADDRESS: env('TEMPORAL_ADDRESS') });
    student = await createStudent(app);
  });
  afterAll(async () => {
    await app.close();
    await proxy.close();
  });

  test.each(['refuse', 'black-hole'] as const)(
    '(%s) an upload is taken within the deadline, and ingested later',
    async (fault) => {
      await proxy.set(fault);
      const started = Date.now();
      const response = await upload(
        student,
        await makePdf([{ text: `The sky is ${fault === 'refuse' ? 'blue' : 'gray'}.` }]),
      );
      expect(response.status).toBe(202);
      // The deadline of the start is 2 s; the rest is the upload. Far below what a client would give up at.
      expect(Date.now() - started).toBeLessThan(10_000);
      const { id } = await body(response);
      expect(await app.db('materials').where({ id }).first('status')).toEqual({ status: 'queued' });

      await proxy.set('pass');
      await reconcileUntil(app, async () => (await statusOf(app, id)) === 'ready');
      expect(await app.db('material_pages').where({ materialId: id }).count()).toEqual([{ count: 1 }]);
    },
  );
});

describe('a worker that is killed in the middle of OCR', () => {
  test('is followed by one that does the rest: every page once', async () => {
    const app = await startTestApp({ OCR_WORKERS: '1' });
    try {
      const student = await createStudent(app);
      const words = (page: number) => `Page ${page} of the scan. `.repeat(2);
      const pages = Array.from({ length: 6 }, (_, index) => ({ text: words(index + 1), scanned: true }));
      const first = await app.startWorker();
      const { id } = await body(await upload(student, await makePdf(pages)));
      await eventually(async () => (await donePages(app, id)).length >= 2);
      await first.kill();
      const before = await donePages(app, id);
      expect(before.length).toBeLessThan(6);

      await app.startWorker();
      await eventually(async () => (await statusOf(app, id)) === 'ready');
      const after = await donePages(app, id);
      expect(after.map(({ pageNo }) => pageNo)).toEqual([1, 2, 3, 4, 5, 6]);
      // What the first worker stored was not written again.
      expect(after.filter(({ pageNo }) => before.some((page) => page.pageNo === pageNo))).toEqual(before);
      const chunks = await app.db('material_chunks').where({ materialId: id }).pluck('id');
      const vectors = await app.db('chunk_vectors').where({ materialId: id }).pluck('chunk_id');
      expect(vectors.sort()).toEqual(chunks.sort());
    } finally {
      await app.close();
    }
  });
});

describe('an upload that cannot be stored', () => {
  test('with S3 away is a clear 503 and shows no material', async () => {
    const app = await startTestApp({ S3_ENDPOINT: 'http://127.0.0.1:9' });
    const student = await createStudent(app);
    const response = await upload(student, await readFile('stack/sample/sample.pdf'));
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
    // What could not be taken back is an unfinished upload, for the sweep; the student sees nothing of it.
    expect(await app.db('materials').whereNot({ status: 'uploading' })).toEqual([]);
    expect(await body(await student.fetch('/materials'))).toEqual({ data: [], nextCursor: null });
    await app.close();
  });
});

const statusOf = async (app: TestApp, id: string): Promise<string> =>
  (await app.db('materials').where({ id }).first('status')).status;

const donePages = (app: TestApp, materialId: string): Promise<{ pageNo: number; createdAt: Date }[]> =>
  app.db('material_pages').where({ materialId, status: 'done' }).orderBy('pageNo').select('pageNo', 'createdAt');

/** Has the schedule run now, as often as it takes; every 2 minutes would be too slow for a test. */
async function reconcileUntil(app: TestApp, done: () => Promise<boolean>): Promise<void> {
  const client = createTemporalClient({ ...app.config, TEMPORAL_ADDRESS: env('TEMPORAL_ADDRESS') });
  const schedule = client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}reconcile`);
  await eventually(async () => {
    await schedule.trigger().catch((error: unknown) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
    return done();
  });
  await client.connection.close();
}
