import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScheduleNotFoundError } from '@temporalio/client';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { openGate, type TcpGate } from '../support/tcp-gate.js';

describe('with Temporal away', () => {
  let house: House;
  let gate: TcpGate;
  let student: Student;
  beforeAll(async () => {
    gate = await openGate(process.env.TEMPORAL_ADDRESS ?? '');
    house = await openHouse({ TEMPORAL_ADDRESS: gate.address });
    student = await createStudent(house);
  });
  afterAll(async () => {
    await house.close();
    await gate.close();
  });

  test.each(['refuses', 'hangs'] as const)(
    'that %s, an upload is taken within the deadline, and ingested later',
    async (how) => {
      gate[how]();
      const started = Date.now();
      const answer = await upload(
        student,
        await makePdf([{ text: `The sky is ${how === 'hangs' ? 'blue' : 'grey'}.` }]),
      );
      expect(answer.status).toBe(202);
      // The deadline of the start is 2 s; the rest is the upload. Far below what a client would give up at.
      expect(Date.now() - started).toBeLessThan(10_000);
      const { id } = await body(answer);
      expect(await house.db('materials').where({ id }).first('status')).toEqual({ status: 'queued' });

      gate.passes();
      const worker = await house.startWorker();
      await reconcileUntil(house, async () => (await statusOf(house, id)) === 'ready');
      expect(await house.db('material_pages').where({ materialId: id }).count()).toEqual([{ count: 1 }]);
      await worker.stop();
    },
  );
});

describe('a worker that is killed in the middle of OCR', () => {
  test('is followed by one that does the rest: every page once', async () => {
    const house = await openHouse({ OCR_WORKERS: '1' });
    try {
      const student = await createStudent(house);
      const words = (page: number) => `Page ${page} of the scan. `.repeat(12);
      const pages = Array.from({ length: 6 }, (_, index) => ({ text: words(index + 1), scanned: true }));
      const first = await house.startWorker();
      const { id } = await body(await upload(student, await makePdf(pages)));
      await eventually(async () => (await donePages(house, id)).length >= 2);
      await first.kill();
      const before = await donePages(house, id);
      expect(before.length).toBeLessThan(6);

      await house.startWorker();
      await eventually(async () => (await statusOf(house, id)) === 'ready');
      const after = await donePages(house, id);
      expect(after.map(({ pageNo }) => pageNo)).toEqual([1, 2, 3, 4, 5, 6]);
      // What the first worker stored was not written again.
      expect(after.filter(({ pageNo }) => before.some((page) => page.pageNo === pageNo))).toEqual(before);
      const chunks = await house.db('material_chunks').where({ materialId: id }).pluck('id');
      const vectors = await house.db('chunk_vectors').where({ materialId: id }).pluck('chunk_id');
      expect(vectors.sort()).toEqual(chunks.sort());
    } finally {
      await house.close();
    }
  });
});

describe('an upload that cannot be stored', () => {
  test('with S3 away is a clear 503 and shows no material', async () => {
    const house = await openHouse({ S3_ENDPOINT: 'http://127.0.0.1:9' });
    const student = await createStudent(house);
    const answer = await upload(student, await readFile('stack/sample/sample.pdf'));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('5');
    // What could not be taken back is an unfinished upload, for the sweep; the student sees nothing of it.
    expect(await house.db('materials').whereNot({ status: 'uploading' })).toEqual([]);
    expect(await body(await student.fetch('/materials'))).toEqual({ data: [], nextCursor: null });
    await house.close();
  });
});

const statusOf = async (house: House, id: string): Promise<string> =>
  (await house.db('materials').where({ id }).first('status')).status;

const donePages = (house: House, materialId: string): Promise<{ pageNo: number; createdAt: Date }[]> =>
  house.db('material_pages').where({ materialId, status: 'done' }).orderBy('pageNo').select('pageNo', 'createdAt');

/** Has the schedule run now, as often as it takes; every 2 minutes would be too slow for a test. */
async function reconcileUntil(house: House, done: () => Promise<boolean>): Promise<void> {
  const client = createTemporalClient(house.config);
  const schedule = client.schedule.getHandle(`${house.config.TASK_QUEUE_PREFIX}reconcile`);
  await eventually(async () => {
    await schedule.trigger().catch((error: unknown) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
    return done();
  });
  await client.connection.close();
}
