import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { ended } from '../support/ended.js';
import { eventually } from '../support/eventually.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here: uploads stay as they were taken. */
let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const unique = async (text: string) => makePdf([{ text: `${text} ${crypto.randomUUID()}` }]);
const rowsOf = ({ id }: Student) => app.db('materials').where({ ownerId: id });

describe('the title and topic of a material', () => {
  const rename = (id: string, content: object, who = student) =>
    who.fetch(`/materials/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(content),
    });
  const uploadAbout = async (topic: string) => {
    const form = new FormData();
    form.set('topic', topic);
    form.set('file', new Blob([Buffer.from(await unique('topic'))]), 'file.pdf');
    return student.fetch('/materials/upload', { method: 'POST', body: form });
  };

  test('are given with the upload or changed later', async () => {
    const [subject] = (await body(await student.fetch('/subjects'))).data;
    const topic = `${subject.slug}/${subject.topics[0].slug}`;
    const material = await body(await uploadAbout(topic));
    expect(material.topic).toBe(topic);
    expect(await body(await rename(material.id, { title: ' Waves ', topic: null }))).toMatchObject({
      id: material.id,
      title: 'Waves',
      topic: null,
      status: 'queued',
    });
    expect(await body(await rename(material.id, { title: 'Waves', topic }))).toMatchObject({ topic });
  });

  test('of a topic that there is not, or of a stranger, are refused and change nothing', async () => {
    const { id } = await body(await upload(student, await unique('x'), { title: 'Mine' }));
    const responses = [
      await uploadAbout('alchemy/gold'),
      await uploadAbout('Alchemy'),
      await rename(id, { title: 'x', topic: 'alchemy/gold' }),
      await rename(id, { title: 'x' }),
      await rename(id, { title: 'x', topic: null }, await createStudent(app)),
    ];
    expect(responses.map(({ status }) => status)).toEqual([404, 422, 404, 422, 404]);
    expect(await rowsOf(student)).toMatchObject([{ id, title: 'Mine' }]);
  });
});

describe('lists', () => {
  test('with a cursor beyond any page are refused, not broken', async () => {
    const { id } = await body(await upload(student, await unique('cursor')));
    expect((await student.fetch(`/materials/${id}/pages?cursor=2147483648`)).status).toBe(422);
    expect((await student.fetch(`/materials/${id.toUpperCase()}/pages?cursor=2147483647`)).status).toBe(200);
  });

  test('come in pages, newest first, each material once', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index++) made.unshift((await body(await upload(student, await unique('x')))).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { data } = await student.client.GET('/materials', {
        params: { query: { limit: 2, ...(cursor ? { cursor } : {}) } },
      });
      seen.push(...(data?.data.map(({ id }) => id) ?? []));
      cursor = data?.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
  });
});

describe('Prefer: wait', () => {
  test('answers as soon as the row is settled, from another connection', async () => {
    const { id } = await body(await upload(student, await unique('wait')));
    const { rows } = await app.db.raw('SELECT now() AS began');
    const waiting = student.fetch(`/materials/${id}`, { headers: { Prefer: 'wait=20' } });
    const asked = app.db('pg_stat_activity').whereRaw(`query LIKE '%material_pages%' AND pid <> pg_backend_pid()`);
    await eventually(() => asked.clone().where('queryStart', '>', rows[0].began).first('pid'));
    await app.db('materials').where({ id }).update(ended('cancelled'));
    const response = await waiting;
    expect((await body(response)).status).toBe('cancelled');
    expect(response.headers.get('Preference-Applied')).toBe('wait=20');
  });

  test('outlives the end of the connection that listens', async () => {
    const { id } = await body(await upload(student, await unique('listen')));
    const waiting = student.fetch(`/materials/${id}`, { headers: { Prefer: 'wait=20' } });
    const listener = () => app.db('pg_stat_activity').where({ applicationName: 'scholium-listen' }).first('pid');
    const { pid } = await eventually(listener);
    await app.db.raw('SELECT pg_terminate_backend(?)', [pid]);
    await eventually(async () => (await listener())?.pid !== pid);
    await app.db('materials').where({ id }).update(ended('cancelled'));
    expect((await body(await waiting)).status).toBe('cancelled');
  });

  test('that runs out answers what is, and a settled row is not waited for', async () => {
    const { id } = await body(await upload(student, await unique('out')));
    const response = await student.fetch(`/materials/${id}`, { headers: { Prefer: 'respond-async, wait=1' } });
    expect((await body(response)).status).toBe('queued');
    await app.db('materials').where({ id }).update(ended('cancelled'));
    const settled = await student.fetch(`/materials/${id}`, { headers: { Prefer: 'wait=30' } });
    expect(settled.headers.get('Preference-Applied')).toBeNull();
  });
});

describe('the file of a material', () => {
  test('comes back byte by byte over a link that needs no login, is not shown in place, and ends', async () => {
    const file = await unique('kept');
    const { id } = await body(await upload(student, file, { title: 'Tides & "ebb"' }));
    const before = Date.now();
    const response = await student.fetch(`/materials/${id}/file`);
    expect(response.status).toBe(200);
    const { url, expiresAt } = await body(response);
    const life = Date.parse(expiresAt) - before;
    expect(life).toBeGreaterThanOrEqual(300_000);
    const download = await fetch(url);
    expect(Buffer.from(await download.arrayBuffer()).equals(Buffer.from(file))).toBe(true);
    expect(download.headers.get('content-type')).toBe('application/octet-stream');
    expect(download.headers.get('content-disposition')).toMatch(/^attachment; filename="Tides & ebb.pdf";/);
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('300');
  });

  test('is not there for another student, nor after it was deleted', async () => {
    const { id } = await body(await upload(student, await unique('private')));
    const stranger = await createStudent(app);
    expect((await stranger.fetch(`/materials/${id}/file`)).status).toBe(404);
    expect((await student.fetch(`/materials/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await student.fetch(`/materials/${id}/file`)).status).toBe(404);
  });
});
