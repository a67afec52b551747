import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createObjectStorage } from '../../clients/storage.js';
import { createAvatarMaker } from '../../documents/avatar.js';
import { createLog } from '../../log.js';
import { createAvatarIntake } from '../../services/account/avatar-intake.js';
import { setAvatar } from '../../services/account/set-avatar.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { type House, openHouse } from '../support/house.js';
import { listKeys } from '../support/objects.js';
import { manyScans, twoColours } from '../support/pictures.js';
import { createStudent, type Student } from '../support/student.js';

let house: House;
let student: Student;
let png: Buffer;
beforeAll(async () => {
  house = await openHouse();
  png = await twoColours(300, 200).png().toBuffer();
});
afterAll(() => house.close());
beforeEach(async () => {
  student = await createStudent(house);
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
const rowOf = ({ id }: Student) => house.db('user_profiles').where({ userId: id }).first();
const objectsOf = async ({ id }: Student) =>
  (await listKeys(house.config)).filter((key) => key.startsWith(`u/${id}/`)).sort();
const objectNamedBy = async (by: Student) => [`u/${by.id}/avatar/${(await rowOf(by)).avatarId}`];

describe('an avatar', () => {
  test('is the uploaded picture, small and square, under an address of its own', async () => {
    const before = await student.fetch('/users/me');
    expect((await get()).status).toBe(404);
    const answer = await send(formOf(png, 'whatever.exe'));
    expect(answer.status).toBe(200);
    expect(await body(answer)).toMatchObject({ displayName: 'Test Student', avatarUrl: '/api/v1/users/me/avatar' });
    expect(answer.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
    expect((await student.fetch('/users/me')).headers.get('ETag')).toBe(answer.headers.get('ETag'));

    const picture = await get();
    expect(picture.headers.get('Content-Type')).toBe('image/webp');
    expect(picture.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(picture.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const bytes = Buffer.from(await picture.arrayBuffer());
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
    await upload(await twoColours(64, 64).jpeg().toBuffer());
    expect(await objectsOf(student)).toEqual(await objectNamedBy(student));
    expect(await objectsOf(student)).not.toContain(first);
  });

  test('of several uploads at once is one of them, and nothing of the others stays', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(png)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await rowOf(student)).toMatchObject({ version: 7 });
    expect(await objectsOf(student)).toEqual(await objectNamedBy(student));
    expect((await get()).status).toBe(200);
  });

  test('can be read while it is replaced', async () => {
    await upload(png);
    const reads = Array.from({ length: 12 }, () => get());
    const answers = await Promise.all([...reads, upload(png), ...Array.from({ length: 12 }, () => get())]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
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
    const { avatarUrl: _, ...fields } = await body(await student.fetch('/users/me'));
    const headers = { 'Content-Type': 'application/json', 'If-Match': read };
    const answer = await student.fetch('/users/me', { method: 'PUT', headers, body: JSON.stringify(fields) });
    expect(answer.status).toBe(412);
  });

  test("is nobody else's", async () => {
    const other = await createStudent(house);
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
    ['text that is called a picture', async () => Buffer.from('not a picture'), 415],
    ['nothing', async () => Buffer.alloc(0), 415],
    ['a GIF', () => twoColours(8, 8).gif().toBuffer(), 415],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 415],
    ['a picture that was cut off', async () => png.subarray(0, png.length - 40), 422],
    ['a small file that takes long to read', async () => manyScans(6_300), 422],
    ['a small file of too many pixels', () => twoColours(8_000, 6_000).png().toBuffer(), 422],
    ['more than 5 MiB', async () => Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), 413],
  ])('%s, and nothing is kept', async (_what, make, status) => {
    const answer = await upload(await make());
    expect(answer.status).toBe(status);
    if (status === 422) expect((await body(answer)).errors).toMatchObject([{ pointer: '/file' }]);
    await expectNothing();
  });

  test('a form with another field, without a file, damaged, and what is no form', async () => {
    const more = formOf(png);
    more.set('title', 'Me');
    const unknown = await send(more);
    expect([unknown.status, (await body(unknown)).errors]).toMatchObject([422, [{ pointer: '/title' }]]);
    expect((await send(new FormData())).status).toBe(422);
    const other = new FormData();
    other.set('picture', new Blob([png]), 'me.png');
    expect((await send(other)).status).toBe(422);
    const damaged = { 'Content-Type': 'multipart/form-data; boundary=x' };
    expect((await student.fetch(ADDRESS, { method: 'POST', headers: damaged, body: 'nothing' })).status).toBe(400);
    const json = { 'Content-Type': 'application/json' };
    expect((await student.fetch(ADDRESS, { method: 'POST', headers: json, body: '{}' })).status).toBe(415);
    await expectNothing();
  });

  test('nobody', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await checkedFetch(`${house.api.url}/api/v1${ADDRESS}`, { method })).status).toBe(401);
    }
  });

  test('who is being erased, also when it was asked for after the upload began', async () => {
    const { config, db } = house;
    const storage = createObjectStorage({
      endpoint: config.S3_ENDPOINT,
      region: config.S3_REGION,
      bucket: config.S3_BUCKET,
      accessKeyId: config.S3_ACCESS_KEY_ID,
      secretAccessKey: config.S3_SECRET_ACCESS_KEY,
      keyPrefix: config.S3_KEY_PREFIX,
    });
    const deps = { db, storage, log: createLog('silent', 'test'), avatars: createAvatarIntake(createAvatarMaker()) };
    const late = setAvatar(deps, {
      userId: student.id,
      file: Readable.from([png]),
      accepted: () => db('users').where({ id: student.id }).update({ status: 'erasing' }),
      signal: new AbortController().signal,
    });
    await expect(late).rejects.toMatchObject({ type: 'account-closed' });
    storage.close();
    expect((await upload(png)).status).toBe(401);
    expect((await remove()).status).toBe(401);
    await expectNothing();
  });
});
