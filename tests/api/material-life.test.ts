import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { ended } from '../support/ended.js';
import { eventually } from '../support/eventually.js';
import { buildPage } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { problemOf } from '../support/http.js';
import { listKeys, listUploads } from '../support/objects.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let serial = 0;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());

/** A document that no other test has; with no worker it stays queued. */
const queued = async (owner = student): Promise<string> => {
  serial += 1;
  const response = await upload(
    owner,
    await makePdf([{ text: `Document ${serial} says that the sky is blue today.` }]),
  );
  return (await body(response)).id;
};
const post = (path: string, who = student, headers: Record<string, string> = {}) =>
  who.fetch(path, { method: 'POST', headers });
const remove = (id: string, who = student) => who.fetch(`/materials/${id}`, { method: 'DELETE' });
const row = (id: string) => app.db('materials').where({ id }).first();

describe('cancel', () => {
  test('ends the work in the row at once, twice as well as once', async () => {
    const id = await queued();
    const responses = await Promise.all([post(`/materials/${id}/cancel`), post(`/materials/${id}/cancel`)]);
    for (const response of responses) {
      expect(response.status).toBe(200);
      expect(await body(response)).toMatchObject({ id, status: 'cancelled', progress: null });
    }
    expect(await row(id)).toMatchObject({ status: 'cancelled', nextCheckAt: null });
  });

  test('a material whose work had ended has none to stop', async () => {
    const id = await queued();
    await app.db('materials').where({ id }).update(ended('ready'));
    const response = await post(`/materials/${id}/cancel`);
    expect([response.status, await problemOf(response)]).toEqual([409, 'not-running']);
  });
});

describe('retry', () => {
  test('begins a new run, and asked again leaves that alone', async () => {
    const id = await queued();
    await post(`/materials/${id}/cancel`);
    const responses = await Promise.all([1, 2, 3, 4].map(() => post(`/materials/${id}/retry`)));
    expect(responses.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(await row(id)).toMatchObject({ status: 'queued', runNo: 2, workflowId: `ingest:${id}:2`, failure: null });
  });

  test('keeps the pages that were read, and forgets those that failed', async () => {
    const id = await queued();
    await buildPage(app.db, { materialId: id, pageNo: 1 });
    await buildPage(app.db, { materialId: id, pageNo: 2, status: 'failed' });
    await app
      .db('materials')
      .where({ id })
      .update({ ...ended('partial'), pageCount: 2 });
    expect((await post(`/materials/${id}/retry`)).status).toBe(202);
    expect(await app.db('material_pages').where({ materialId: id }).select('pageNo')).toEqual([{ pageNo: 1 }]);
  });

  test('a material that is ready has nothing to repeat', async () => {
    const id = await queued();
    await app.db('materials').where({ id }).update(ended('ready'));
    const response = await post(`/materials/${id}/retry`);
    expect([response.status, await problemOf(response)]).toEqual([409, 'nothing-to-retry']);
  });

  test('gives way to the same bytes, uploaded again meanwhile', async () => {
    const bytes = await makePdf([{ text: 'These bytes come twice.' }]);
    const { id } = await body(await upload(student, bytes));
    await post(`/materials/${id}/cancel`);
    expect((await body(await upload(student, bytes))).id).not.toBe(id);
    const response = await post(`/materials/${id}/retry`);
    expect([response.status, await problemOf(response)]).toEqual([409, 'material-exists']);
    expect(await row(id)).toMatchObject({ status: 'cancelled', runNo: 1 });
  });
});

describe('delete', () => {
  test('takes the material away at once, and asked again is content', async () => {
    const id = await queued();
    const responses = await Promise.all([remove(id), remove(id), post(`/materials/${id}/cancel`)]);
    expect(responses.slice(0, 2).map(({ status }) => status)).toEqual([204, 204]);
    expect([200, 404]).toContain(responses[2]?.status);
    expect((await student.fetch(`/materials/${id}`)).status).toBe(404);
    expect((await post(`/materials/${id}/retry`)).status).toBe(404);
    expect(await row(id)).toMatchObject({ status: 'deleting', runNo: 2 });
  });

  test('is not for another student, nor is cancel or retry', async () => {
    const stranger = await createStudent(app);
    const id = await queued();
    const responses = [
      await remove(id, stranger),
      await post(`/materials/${id}/cancel`, stranger),
      await post(`/materials/${id}/retry`, stranger),
    ];
    expect(responses.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await row(id)).toMatchObject({ status: 'queued', runNo: 1 });
  });
});

describe('with a worker', () => {
  beforeAll(async () => {
    await app.close();
    app = await startTestApp();
    student = await createStudent(app);
  });

  /** Kept on purpose: the pages read today, for the day's limit. Of no material: the code in the sign-up's letter. */
  const APART = ['page_admissions', 'one_time_codes'];
  /** The rows of every table, and the bucket with its unfinished uploads. */
  const everything = async () => {
    const { rows } = await app.db.raw(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    const tables = rows.map(({ tablename }: { tablename: string }) => tablename);
    const counts: Record<string, unknown> = {};
    for (const table of tables.sort()) {
      if (!APART.includes(table)) counts[table] = (await app.db(table).count())[0];
    }
    return { counts, keys: (await listKeys(app.config)).sort(), parts: await listUploads(app.config) };
  };

  test('cancel and retry in the middle of a scan lose no page and read none twice; delete leaves nothing', async () => {
    const worker = await app.startWorker({ OCR_WORKERS: '1' });
    const before = await everything();
    const words = (page: number) => `Page ${page} of the scan tells of the tides. `.repeat(8);
    const pages = Array.from({ length: 5 }, (_, index) => ({ text: words(index + 1), scanned: true }));
    const { id } = await body(await upload(student, await makePdf(pages)));
    const done = () => app.db('material_pages').where({ materialId: id }).orderBy('pageNo').select('pageNo', 'runNo');
    await eventually(async () => (await done()).length >= 1);
    expect(await body(await student.fetch(`/materials/${id}`))).toMatchObject({ progress: { phase: 'reading' } });
    await post(`/materials/${id}/cancel`);
    const kept = await done();
    expect(kept.length).toBeLessThan(5);
    const retried = await post(`/materials/${id}/retry`, student, { Prefer: 'wait=30' });
    expect(await body(retried)).toMatchObject({ status: 'ready', pagesDone: 5, pagesFailed: 0, progress: null });
    const all = await done();
    expect(all.map(({ pageNo }) => pageNo)).toEqual([1, 2, 3, 4, 5]);
    expect(all.slice(0, kept.length)).toEqual(kept);

    const asked = await student.client.POST('/materials/query', {
      params: { header: { Prefer: 'wait=30' } },
      body: { question: 'What does page 3 of the scan tell of?' },
    });
    expect(asked.data?.status).toBe('answered');
    expect((await remove(id)).status).toBe(204);
    await eventually(async () => (await row(id)) === undefined);
    const quotes = await app.db('citations').where({ questionId: asked.data?.id }).select('materialId', 'quote');
    for (const citation of quotes) expect(citation).toEqual({ materialId: null, quote: '' });
    await app.db('threads').delete();
    expect(await everything()).toEqual(before);
    await worker.stop();
  });

  test('deleted in the middle of the work, it leaves nothing either', async () => {
    const worker = await app.startWorker({ OCR_WORKERS: '1' });
    const sample = await readFile('stack/sample/sample.pdf');
    const before = await everything();
    const { id } = await body(await upload(student, sample));
    await eventually(async () => (await row(id))?.status === 'processing');
    expect((await remove(id)).status).toBe(204);
    await eventually(async () => (await row(id)) === undefined);
    expect(await everything()).toEqual(before);
    const client = createTemporalClient(app.config);
    await eventually(async () => {
      const { status } = await client.workflow.getHandle(`ingest:${id}:1`).describe();
      return status.name !== 'RUNNING';
    });
    expect(await everything()).toEqual(before);
    const recording = await record(client, `delete-material:${id}:2`);
    await keep('delete-material', recording);
    await replay(recording);
    await client.connection.close();
    await worker.stop();
  });

  test('cancelled, repeated and deleted all at once in the middle of the work, it leaves nothing', async () => {
    const worker = await app.startWorker({ OCR_WORKERS: '1' });
    const before = await everything();
    const pages = Array.from({ length: 3 }, (_, index) => ({ text: `Tide number ${index}.`, scanned: true }));
    const { id } = await body(await upload(student, await makePdf(pages)));
    await eventually(async () => (await row(id))?.status === 'processing');
    const asked = await Promise.all(
      [1, 2, 3].flatMap(() => [post(`/materials/${id}/cancel`), post(`/materials/${id}/retry`), remove(id)]),
    );
    for (const { status } of asked) expect([200, 202, 204, 404, 409]).toContain(status);
    await eventually(async () => (await row(id)) === undefined);
    expect(await everything()).toEqual(before);
    await worker.stop();
  });
});
