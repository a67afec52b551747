import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());

const MULTIPART = { 'Content-Type': 'multipart/form-data; boundary=b' };
const part = (name: string, content: string, more = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
/** Uploads a text that nobody else has, in a form written byte by byte; `é` and the like are single bytes of latin1. */
const uploadRaw = (filename: string, fields = '') =>
  student.fetch('/materials/upload', {
    method: 'POST',
    headers: MULTIPART,
    body: Buffer.from(
      `${fields}${part('file', `Tides ${randomUUID()}`, `; filename="${filename}"`)}--b--\r\n`,
      'latin1',
    ),
  });
/** The bytes of a text in UTF-8, one character each. */
const utf8 = (text: string) => Buffer.from(text).toString('latin1');
const rename = (id: string, title: string) =>
  student.fetch(`/materials/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ title, topic: null }),
  });
const uploaded = async (response: Promise<Response>): Promise<{ id: string; title: string }> => body(await response);

describe('a title', () => {
  test.each([
    ['a bidi override', 'invoice\u202efdp.exe'],
    ['an isolate', 'a\u2067b'],
    ['a control character', 'a\u0007b'],
    ['a line break', 'a\u2028b'],
    ['zero width only', '\u200b\u200d\ufeff'],
    ['fillers only', '\u3164\u2800'],
  ])('with %s is refused at upload and at renaming alike', async (_what, title) => {
    const { id } = await uploaded(uploadRaw('tides.txt'));
    const responses = [await uploadRaw('tides.txt', part('title', utf8(title))), await rename(id, title)];
    for (const response of responses) {
      expect(response.status).toBe(422);
      expect((await body(response)).errors[0].pointer).toBe('/title');
    }
  });

  test('is kept composed, at upload and at renaming alike', async () => {
    const made = await uploaded(uploadRaw('tides.txt', part('title', utf8('U\u0308bung'))));
    expect(made.title).toBe('\u00dcbung');
    expect((await body(await rename(made.id, 'Cafe\u0301'))).title).toBe('Caf\u00e9');
  });

  test.each([
    ['invalid UTF-8', 'caf\xe9'],
    ['a surrogate in UTF-8', 'a\xed\xa0\x80b'],
  ])('in %s is refused, and nothing is kept', async (_what, title) => {
    const count = () => app.db('materials').where({ ownerId: student.id }).count('* as n').first();
    const before = await count();
    const response = await uploadRaw('tides.txt', part('title', title));
    expect([response.status, (await body(response)).type]).toEqual([400, 'urn:scholium:problem:malformed-request']);
    expect(await count()).toEqual(before);
  });
});

describe("a file's name", () => {
  test.each([
    ['Tides and moons.txt', 'Tides and moons'],
    [utf8('U\u0308bung.txt'), '\u00dcbung'],
    [utf8('invoice\u202efdp.exe.txt'), 'invoice fdp.exe'],
    [utf8('\u200b\u200d.txt'), 'Untitled'],
    ['caf\xe9 notes.txt', 'caf notes'],
    [utf8(`${'x'.repeat(199)}\u{1f30a}.txt`), 'x'.repeat(199)],
  ])('%j gives the title %j, under which it can be renamed', async (filename, title) => {
    const made = await uploaded(uploadRaw(filename));
    expect(made.title).toBe(title);
    expect((await rename(made.id, title)).status).toBe(200);
  });
});

describe('the same bytes again', () => {
  const again = async (filename: string) => {
    const form = new FormData();
    form.set('file', new Blob(['Tides come twice a day, and so they did here.']), filename);
    const response = await student.fetch('/materials/upload', { method: 'POST', body: form });
    return [response.status, await body(response)];
  };

  test('under another name are the same material, which is offered that name and keeps its own', async () => {
    const [status, first] = await again('Caf\u00e9 notes.txt');
    expect([status, first]).toMatchObject([202, { title: 'Caf\u00e9 notes', offeredTitle: null }]);
    const { id, title } = first;
    expect(await again('Tides.txt')).toMatchObject([200, { id, title, offeredTitle: 'Tides' }]);
    expect(await again('Cafe\u0301 notes.txt')).toMatchObject([200, { id, title, offeredTitle: null }]);
    expect(await again('\u200b.txt')).toMatchObject([200, { id, offeredTitle: null }]);

    await rename(id, 'Tides');
    expect(await again('Tides.txt')).toMatchObject([200, { title: 'Tides', offeredTitle: null }]);
  });
});

describe('the link to a file', () => {
  test('gives it the whole title and what ASCII has of it, as an attachment of no type', async () => {
    const { id } = await uploaded(uploadRaw('tides.txt', part('title', utf8('Übung 潮/汐 "neu"'))));
    const { url } = await body(await student.fetch(`/materials/${id}/file`));
    const response = await fetch(url);
    expect(await response.text()).toMatch(/^Tides /);
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="_bung _ _ neu.txt"; filename*=UTF-8''%C3%9Cbung%20%E6%BD%AE%20%E6%B1%90%20neu.txt`,
    );
  });

  test('is, like every response, one whose type is not guessed at', async () => {
    const { id } = await uploaded(uploadRaw('tides.txt'));
    for (const path of [`/materials/${id}/file`, '/materials', '/users/me/avatar'])
      expect((await student.fetch(path)).headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});
