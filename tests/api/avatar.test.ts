import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createAvatarMaker } from '../../documents/avatar.js';
import { createLog } from '../../log.js';
import { setAvatar } from '../../services/account/set-avatar.js';
import { createAvatarIntake } from '../../services/uploads/avatar-intake.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { manyScans, twoColors } from '../support/images.js';
import { listKeys } from '../support/objects.js';
import { callerOf, createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let png: Buffer;
beforeAll(async () => {
  app = await startTestApp();
  png = await twoColors(300, 200).png().toBuffer();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const ADDRESS = '/users/me/avatar';

function formOf(bytes: Uint8Array, name = 'me.png'): FormData {
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(bytes)]), name);
  return form;
}
const send = (form: FormData, by = student) => by.fetch(ADDRESS, { method: 'POST', body: form });
const upload = (bytes: Uint8Array, by = student) => send(formOf(bytes), by);
const get = (by = student, headers: Record<string, string> = {}) => by.fetch(ADDRESS, { headers });
const remove = (by = student) => by.fetch(ADDRESS, { method: 'DELETE' });
const rowOf = ({ id }: Student) => app.db('user_profiles').where({ userId: id }).first();
const objectsOf = async ({ id }: Student) =>
  (await listKeys(app.config)).filter((key) => key.startsWith(`u/${id}/`)).sort();
const objectNamedBy = async (by: Student) => [`u/${by.id}/avatar/${(await rowOf(by)).avatarId}`];

describe('an avatar', () => {
  test('is the uploaded image, small and square, under an address of its own', async () => {
    const before = await student.fetch('/users/me');
    expect((await get()).status).toBe(404);
    const response = await send(formOf(png, 'whatever.exe'));
    expect(response.status).toBe(200);
    expect(await body(response)).toMatchObject({ displayName: 'Test Student', avatarUrl: '/api/v1/users/me/avatar' });
    expect(response.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
    expect((await student.fetch('/users/me')).headers.get('ETag')).toBe(response.headers.get('ETag'));

    const image = await get();
    expect(image.headers.get('Content-Type')).toBe('image/webp');
    expect(image.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(image.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const bytes = Buffer.from(await image.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    expect(await objectsOf(student)).toEqual(await objectNamedBy(student));
  });

  test('is not sent again to who has it, until it is another', async () => {
    await upload(png);
    const tag = (await get()).headers.get('ETag') ?? '';
    const unchanged = await get(student, { 'If-None-Match': tag });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    await upload(png);
    expect((await get(student, { 'If-None-Match': tag })).status).toBe(200);
  });

  test('takes the place of the one before, of which nothing stays', async () => {
    await upload(png);
    const [first] = await objectsOf(student);
    await upload(await twoColors(64, 64).jpeg().toBuffer());
    expect(await objectsOf(student)).toEqual(await objectNamedBy(student));
    expect(await objectsOf(student)).not.toContain(first);
  });

  test('of several uploads at once is one of them, and nothing of the others stays', async () => {
    const responses = await Promise.all(Array.from({ length: 6 }, () => upload(png)));
    expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await rowOf(student)).toMatchObject({ version: 7 });
    expect(await objectsOf(student)).toEqual(await objectNamedBy(student));
    expect((await get()).status).toBe(200);
  });

  test('can be read while it is replaced', async () => {
    await upload(png);
    const reads = Array.from({ length: 12 }, () => get());
    const responses = await Promise.all([...reads, upload(png), ...Array.from({ length: 12 }, () => get())]);
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  });

  test('can be removed, once or twice, with all its bytes', async () => {
    await upload(png);
    const [first, second] = [await remove(), await remove()];
    expect([first.status, second.status]).toEqual([204, 204]);
    expect(await rowOf(student)).toMatchObject({ avatarId: null, version: 3 });
    expect(await objectsOf(student)).toEqual([]);
    expect((await get()).status).toBe(404);
    expect(await body(await student.fetch('/users/me'))).toMatchObject({ avatarUrl: null });
  });

  test('uploaded and removed at once is there as a whole or not at all', async () => {
    await upload(png);
    await Promise.all([upload(png), remove(), upload(png), remove()]);
    const { avatarId } = await rowOf(student);
    expect(await objectsOf(student)).toEqual(avatarId ? await objectNamedBy(student) : []);
  });

  test('makes a change refused that was begun before it', async () => {
    const read = (await student.fetch('/users/me')).headers.get('ETag') ?? '';
    await upload(png);
    const { avatarUrl: _image, identities: _logins, ...fields } = await body(await student.fetch('/users/me'));
    const headers = { 'Content-Type': 'application/json', 'If-Match': read };
    const response = await student.fetch('/users/me', { method: 'PUT', headers, body: JSON.stringify(fields) });
    expect(response.status).toBe(412);
  });

  test("is nobody else's", async () => {
    const other = await createStudent(app);
    await upload(png);
    expect((await get(other)).status).toBe(404);
    expect((await remove(other)).status).toBe(204);
    await upload(png, other);
    expect((await get()).status).toBe(200);
    const tag = (await get()).headers.get('ETag') ?? '';
    expect((await get(other, { 'If-None-Match': tag })).status).toBe(200);
    expect(await objectsOf(student)).toEqual(await objectNamedBy(student));
  });
});

describe('what is refused', () => {
  const expectNothing = async () => {
    expect(await rowOf(student)).toMatchObject({ avatarId: null, version: 1 });
    expect(await objectsOf(student)).toEqual([]);
  };

  test.each([
    ['text that is called an image', async () => Buffer.from('not an image'), 415],
    ['nothing', async () => Buffer.alloc(0), 415],
    ['a GIF', () => twoColors(8, 8).gif().toBuffer(), 415],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 415],
    ['an image that was cut off', async () => png.subarray(0, png.length - 40), 422],
    ['a small file that takes long to read', async () => manyScans(6_300), 422],
    ['a small file of too many pixels', () => twoColors(8_000, 6_000).png().toBuffer(), 422],
    ['more than 5 MiB', async () => Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), 413],
  ])('%s, and nothing is kept', async (_what, make, status) => {
    const response = await upload(await make());
    expect(response.status).toBe(status);
    if (status === 422) expect((await body(response)).errors).toMatchObject([{ pointer: '/file' }]);
    await expectNothing();
  });

  test('a form with another field, without a file, damaged, and what is no form', async () => {
    const more = formOf(png);
    more.set('title', 'Me');
    const unknown = await send(more);
    expect([unknown.status, (await body(unknown)).errors]).toMatchObject([422, [{ pointer: '/title' }]]);
    expect((await send(new FormData())).status).toBe(422);
    const other = new FormData();
    other.set('image', new Blob([png]), 'me.png');
    expect((await send(other)).status).toBe(422);
    const damaged = { 'Content-Type': 'multipart/form-data; boundary=x' };
    expect((await student.fetch(ADDRESS, { method: 'POST', headers: damaged, body: 'nothing' })).status).toBe(400);
    const json = { 'Content-Type': 'application/json' };
    expect((await student.fetch(ADDRESS, { method: 'POST', headers: json, body: '{}' })).status).toBe(415);
    await expectNothing();
  });

  test('nobody', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await checkedFetch(`${app.api.url}/api/v1${ADDRESS}`, { method })).status).toBe(401);
    }
  });

  test('who is being erased, also when it was asked for after the upload began', async () => {
    const { db, storage } = app;
    const deps = { db, storage, log: createLog('silent', 'test'), avatars: createAvatarIntake(createAvatarMaker()) };
    const accepted = () => db('users').where({ id: student.id }).update({ status: 'erasing' });
    const input = { caller: callerOf(student), file: Readable.from([png]), accepted };
    const late = setAvatar(deps, input, new AbortController().signal);
    await expect(late).rejects.toMatchObject({ type: 'account-closed' });
    expect((await upload(png)).status).toBe(401);
    expect((await remove()).status).toBe(401);
    await expectNothing();
  });
});
