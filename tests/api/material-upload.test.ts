import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { listKeys } from '../support/objects.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here: what is tested is what the edge takes, refuses and leaves. */
let app: TestApp;
let student: Student;
let pdf: Uint8Array;
const MAX = 300_000;

beforeAll(async () => {
  app = await startTestApp({ UPLOAD_MAX_BYTES: String(MAX) });
  pdf = await makePdf([{ text: 'A page of text.' }]);
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const unique = async (text: string) => makePdf([{ text: `${text} ${crypto.randomUUID()}` }]);
const rowsOf = ({ id }: Student) => app.db('materials').where({ ownerId: id });

describe('an upload', () => {
  test('is a queued row that names its object and its workflow, and says where to look', async () => {
    const response = await upload(student, pdf, { title: ' Notes ' });
    expect(response.status).toBe(202);
    const material = await body(response);
    expect(material).toMatchObject({ status: 'queued', title: 'Notes', bytes: pdf.length, pageCount: null });
    const [row] = await rowsOf(student);
    expect(row).toMatchObject({ runNo: 1, workflowId: `ingest:${material.id}:1` });
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await listKeys(app.config)).toContain(`m/${material.id}/original`);
  });

  test('is titled by its file name where none is given', async () => {
    expect((await body(await upload(student, pdf))).title).toBe('file');
  });

  test.each([
    ['an old Office file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)])],
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(5000)])],
  ])('of %s is refused by content and leaves nothing', async (_what, bytes) => {
    const before = await listKeys(app.config);
    const response = await upload(student, bytes);
    expect(response.status).toBe(415);
    expect((await body(response)).type).toBe('urn:scholium:problem:unsupported-media-type');
    expect(await rowsOf(student)).toEqual([]);
    expect(await listKeys(app.config)).toEqual(before);
  });

  test('over the limit is refused and leaves nothing', async () => {
    const before = await listKeys(app.config);
    const response = await upload(student, Buffer.concat([Buffer.from(pdf), Buffer.alloc(MAX)]));
    expect(response.status).toBe(413);
    expect(await rowsOf(student)).toEqual([]);
    expect(await listKeys(app.config)).toEqual(before);
  });

  test('far over the limit is answered too', async () => {
    const response = await upload(student, Buffer.concat([Buffer.from(pdf), Buffer.alloc(20 * 1024 * 1024)]));
    expect(response.status).toBe(413);
  });

  test.each([
    ['no file', () => new FormData(), '/file'],
    ['a file under another name', () => form('document'), '/document'],
    ['an unknown field', () => form('file', { color: 'red' }), '/color'],
    ['a title that is too long', () => form('file', { title: 'x'.repeat(201) }), '/title'],
    ['a field of every object', () => form('file', JSON.parse('{"__proto__":"x"}')), '/__proto__'],
  ])('with %s names the field and leaves nothing', async (_what, make, pointer) => {
    const response = await student.fetch('/materials/upload', { method: 'POST', body: make() });
    expect(response.status).toBe(422);
    expect((await body(response)).errors[0].pointer).toBe(pointer);
    expect(await rowsOf(student)).toEqual([]);
  });

  const form = (name: string, fields: Record<string, string> = {}) => {
    const made = new FormData();
    made.set(name, new Blob([Buffer.from(pdf)]), 'file.pdf');
    for (const [field, value] of Object.entries(fields)) made.set(field, value);
    return made;
  };

  test('with two files, or a title given twice, is refused', async () => {
    for (const name of ['file', 'title']) {
      const made = form('file', { title: 'One' });
      made.append(name, name === 'file' ? new Blob([Buffer.from(pdf)]) : 'Two');
      expect((await student.fetch('/materials/upload', { method: 'POST', body: made })).status).toBe(422);
    }
    expect(await rowsOf(student)).toEqual([]);
  });

  test('whose part has an endless header is refused, and ends nothing', async () => {
    const made = new FormData();
    made.set('file', new Blob([Buffer.from(pdf)]), 'x'.repeat(100_000));
    const response = await student.fetch('/materials/upload', { method: 'POST', body: made });
    expect([400, 422]).toContain(response.status);
    expect((await student.fetch('/auth/me')).status).toBe(200);
  });

  test('that is no form is 415, one without a boundary 400', async () => {
    const send = (type: string) =>
      student.fetch('/materials/upload', { method: 'POST', headers: { 'Content-Type': type }, body: 'x' });
    expect((await send('application/json')).status).toBe(415);
    expect((await send('multipart/form-data')).status).toBe(400);
  });

  test('whose connection breaks leaves nothing', async () => {
    const before = await listKeys(app.config);
    const { hostname, port } = new URL(app.api.url);
    const headers = {
      Authorization: `Bearer ${student.accessToken}`,
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': '200000',
    };
    const path = '/api/v1/materials/upload';
    const broken = request({ hostname, port, path, method: 'POST', headers });
    broken.on('error', () => {});
    broken.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
    broken.write(Buffer.concat([Buffer.from(pdf), Buffer.alloc(10_000)]));
    await eventually(async () => (await rowsOf(student)).length === 1);
    broken.destroy();
    await eventually(async () => (await rowsOf(student)).length === 0);
    await eventually(async () => (await listKeys(app.config)).length === before.length);
  });

  test('of the same bytes ten times at once makes one material and one object', async () => {
    const bytes = await unique('Twin');
    const before = (await listKeys(app.config)).length;
    const responses = await Promise.all(Array.from({ length: 10 }, () => upload(student, bytes)));
    expect(responses.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 202]);
    expect(new Set((await Promise.all(responses.map(body))).map(({ id }) => id)).size).toBe(1);
    expect(await rowsOf(student)).toHaveLength(1);
    expect((await listKeys(app.config)).length).toBe(before + 1);
  });

  test('of bytes that another student has is private to each', async () => {
    const other = await createStudent(app);
    const bytes = await unique('Shared');
    const [mine, theirs] = [await body(await upload(student, bytes)), await body(await upload(other, bytes))];
    expect(mine.id).not.toBe(theirs.id);
  });

  test('by a suspended student is refused', async () => {
    await app.db('users').where({ id: student.id }).update({ status: 'suspended' });
    const response = await upload(student, pdf);
    expect([401, 403]).toContain(response.status);
    expect(await rowsOf(student)).toEqual([]);
  });
});

describe('an Idempotency-Key', () => {
  const idempotent = { headers: { 'Idempotency-Key': 'key-1' } };
  const ask = (question: string, key = 'key-1') =>
    student.client.POST('/materials/query', {
      params: { header: { 'Idempotency-Key': key } },
      body: { question, materialIds: [] },
    });

  test('gives the same material for the same upload, and 422 for another', async () => {
    const bytes = await unique('Keyed');
    const first = await body(await upload(student, bytes, idempotent));
    const again = await upload(student, bytes, idempotent);
    expect((await body(again)).id).toBe(first.id);
    expect((await upload(student, await unique('Else'), idempotent)).status).toBe(422);
    expect(await rowsOf(student)).toHaveLength(1);
  });

  test('asks once, however often and at once it is sent', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => ask('Why?')));
    const statuses = new Set(results.map(({ response }) => response.status));
    expect([...statuses].every((status) => status === 202 || status === 409)).toBe(true);
    expect(await app.db('questions').where({ userId: student.id })).toHaveLength(1);
    const { data } = await ask('Why?');
    expect(results.some((result) => result.data?.id === data?.id)).toBe(true);
    expect((await ask('How?')).response.status).toBe(422);
  });

  test('of one student means nothing for another', async () => {
    const { data: mine } = await ask('Why?');
    student = await createStudent(app);
    const { data: theirs } = await ask('Why?');
    expect(theirs?.id).not.toBe(mine?.id);
  });

  test('is free again when the first request failed', async () => {
    expect((await upload(student, Buffer.from('4d5a9000', 'hex'), idempotent)).status).toBe(415);
    expect((await upload(student, await unique('Second try'), idempotent)).status).toBe(202);
  });

  test('that nobody can type is refused', async () => {
    const response = await student.fetch('/materials/query', {
      method: 'POST',
      headers: { 'Idempotency-Key': 'a b', 'Content-Type': 'application/json' },
      body: '{"question":"Why?"}',
    });
    expect(response.status).toBe(422);
  });
});
