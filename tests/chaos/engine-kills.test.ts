import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { createKnex } from '../../db/knex.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { openPrivateStack, PARTS, type PrivateStack } from '../support/private-stack.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { expectWhole, isReady, makeDocument, pagesOf, triesOfRanges } from './ingestion.js';

/** One range of ten pages that is read at once, and some of the next, so that a kill finds that one in hand. */
const PAGES = { text: 10, scanned: 2 };

let stack: PrivateStack;
let db: Knex;
let student: Student;
let document: Uint8Array;
beforeAll(async () => {
  document = await makeDocument('a course', PAGES);
  stack = await openPrivateStack();
  db = createKnex(stack.config.DATABASE_URL, 2);
});
afterAll(async () => {
  await db.destroy();
  await stack.close();
});
beforeEach(async () => {
  student = await createStudent(stack);
});

describe.each(PARTS)('%s killed in the middle of a document', (part) => {
  test('comes back, and the run ends by itself: no page lost, none doubled, only the range in hand tried again', async () => {
    const { id } = await body(await upload(student, document));
    await eventually(async () => (await pagesOf(db, id)).length >= 10);
    const before = await pagesOf(db, id);
    await stack.kill(part);
    await stack.back(part);
    await eventually(isReady(db, id));
    await expectWhole(db, id, 12);
    expect((await pagesOf(db, id)).slice(0, before.length)).toEqual(before);
    const [first] = await triesOfRanges(stack.config, id);
    expect(first).toBe(1);
  });
});

describe.each(['api', 's3', 'postgres'] as const)('%s killed in the middle of an upload', (part) => {
  test('leaves a material that gets ready, or nothing that a student sees; and it can be uploaded again', async () => {
    const file = Buffer.concat([
      await makeDocument(`the upload to ${part}`, { text: 1, scanned: 0 }),
      Buffer.alloc(12 * 1024 * 1024),
    ]);
    const isUploading = async () => {
      const row = await db('materials').where({ ownerId: student.id, status: 'uploading' }).first('id');
      return row !== undefined;
    };
    let killing: Promise<void> | undefined;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        controller.enqueue(new Uint8Array(file.subarray(sent, sent + 1024 * 1024)));
        sent += 1024 * 1024;
        if (sent > file.length / 2) {
          await eventually(isUploading);
          killing ??= stack.kill(part);
          await killing;
        }
        if (sent >= file.length) controller.close();
      },
    });
    let sent = 0;
    const outcome = await uploadStream(slow).catch(() => undefined);
    await killing;
    await stack.back(part);
    const { data } = await body(await student.fetch('/materials'));
    expect(data).toHaveLength(outcome && outcome.status < 300 ? 1 : 0);
    const again = await body(await upload(student, file));
    await eventually(isReady(db, again.id));
    await expectWhole(db, again.id, 1);
  });

  const uploadStream = (file: ReadableStream<Uint8Array>) => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n';
    const whole = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode(head));
        for await (const piece of file) controller.enqueue(piece);
        controller.enqueue(new TextEncoder().encode('\r\n--b--\r\n'));
        controller.close();
      },
    });
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    return student.fetch('/materials/upload', { method: 'POST', headers, body: whole, duplex: 'half' } as RequestInit);
  };
});

describe('kills at random moments, two parts at once', () => {
  const rounds = Number(process.env.CHAOS_ROUNDS ?? 1);
  const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

  test(
    `lose and double no page (CHAOS_ROUNDS=${rounds} CHAOS_SEED=${seed})`,
    async () => {
      const pairs = fc.sample(fc.uniqueArray(fc.constantFrom(...PARTS), { minLength: 2, maxLength: 2 }), {
        seed,
        numRuns: rounds,
      });
      const pages = { text: 2, scanned: 2 * rounds + 1 };
      const { id } = await body(await upload(student, await makeDocument(`seed ${seed}`, pages)));
      for (const [round, pair] of pairs.entries()) {
        await eventually(async () => (await pagesOf(db, id)).length >= 2 + 2 * round);
        await Promise.all(pair.map((part) => stack.kill(part)));
        await Promise.all(pair.map((part) => stack.back(part)));
      }
      await eventually(isReady(db, id));
      await expectWhole(db, id, pages.text + pages.scanned);
    },
    600_000 + rounds * 60_000,
  );
});
