import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { ended } from '../support/ended.js';
import { buildPage } from '../support/factories/index.js';
import { problemOf } from '../support/http.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here, so that work stays where it is. */
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
