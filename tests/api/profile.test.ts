import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../log.js';
import { updateProfile } from '../../services/account/update-profile.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { callerOf, createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { DAY } from '../support/times.js';
import { createToldStarter } from '../support/told-starter.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp({ CORS_ORIGINS: 'https://app.example' });
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const FIELDS = {
  displayName: 'Maya',
  grade: '11',
  locale: 'ne-NP',
  timeZone: 'Asia/Kathmandu',
  boardVisibility: 'friends',
} as const;

const get = (by = student, headers: Record<string, string> = {}) => by.fetch('/users/me', { headers });
const put = (content: unknown, headers: Record<string, string> = {}, by = student) =>
  by.fetch('/users/me', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof content === 'string' ? content : JSON.stringify(content),
  });
const tagOf = (response: Response) => response.headers.get('ETag') ?? '';
const rowOf = ({ id }: Student) => app.db('user_profiles').where({ userId: id }).first();
const rulesOf = ({ id }: Student) => app.db('day_rules').where({ userId: id }).orderBy('startsAt');
const zonesOf = async (by: Student) => (await rulesOf(by)).map(({ timeZone }) => timeZone);

describe('a profile', () => {
  test('begins with the name of the sign-up and what is usual', async () => {
    expect(await body(await get())).toEqual({
      displayName: 'Test Student',
      avatarUrl: null,
      grade: null,
      locale: 'en',
      timeZone: 'UTC',
      boardVisibility: 'friends',
      identities: [],
    });
  });

  test('begins in the language and zone of the sign-up where these are given', async () => {
    const signUp = (fields: object) =>
      checkedFetch(`${app.api.url}/api/v1/auth/signup`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          email: `${crypto.randomUUID()}@example.org`,
          password: PASSWORD,
          displayName: 'Maya',
          ...fields,
        }),
      });
    const { user } = await body(await signUp({ locale: 'NE-np', timeZone: 'asia/katmandu' }));
    expect(await rowOf(user)).toMatchObject({ locale: 'ne-NP', timeZone: 'Asia/Kathmandu' });
    const refused = await body(await signUp({ locale: 'nepali!', timeZone: '+05:45' }));
    expect(refused.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/locale', '/timeZone']);
  });

  test('is replaced as a whole, and everybody who asks the API sees it at once', async () => {
    const response = await put(FIELDS);
    expect(response.status).toBe(200);
    expect(await body(response)).toEqual({ ...FIELDS, avatarUrl: null, identities: [] });
    expect(await body(await get())).toEqual({ ...FIELDS, avatarUrl: null, identities: [] });
    expect(await body(await student.fetch('/auth/me'))).toMatchObject({ displayName: 'Maya' });
    expect(await body(await put({ ...FIELDS, grade: null }))).toMatchObject({ grade: null });
  });

  test('keeps languages and zones in their canonical form', async () => {
    const response = await put({ ...FIELDS, locale: 'zh-hant-tw', timeZone: 'europe/kiev' });
    expect(await body(response)).toMatchObject({ locale: 'zh-Hant-TW', timeZone: 'Europe/Kyiv' });
  });

  test('tells study days by another zone from the next on, and by the one before until then', async () => {
    await put(FIELDS);
    await put({ ...FIELDS, displayName: 'Maya G.' });
    await put({ ...FIELDS, timeZone: 'asia/katmandu' });
    expect(await zonesOf(student)).toEqual(['UTC', 'Asia/Kathmandu']);
    const [until, then] = await rulesOf(student);
    expect(until.startsAt <= new Date()).toBe(true);
    // 4:00 in UTC, where the day ends in which it was changed.
    expect(then.startsAt.toISOString().slice(10)).toBe('T04:00:00.000Z');
    expect(then.startsAt.getTime() - Date.now()).toBeGreaterThan(0);
    expect(then.startsAt.getTime() - Date.now()).toBeLessThanOrEqual(DAY);
  });

  test('that goes to another zone before the day is over goes there, and one that comes back stays', async () => {
    await put(FIELDS);
    await put({ ...FIELDS, timeZone: 'America/Nuuk' });
    expect(await zonesOf(student)).toEqual(['UTC', 'America/Nuuk']);
    const response = await put({ ...FIELDS, timeZone: 'UTC' });
    expect(await body(response)).toMatchObject({ timeZone: 'UTC' });
    expect(await zonesOf(student)).toEqual(['UTC']);
  });

  test.each(['<script>alert(1)</script>', "Robert'); DROP TABLE users; --", '👩‍🚀 مايا', 'R\u200ci'])(
    'holds a name such as %s as the text that it is',
    async (displayName) => {
      expect(await body(await put({ ...FIELDS, displayName }))).toMatchObject({ displayName });
      expect(await body(await get())).toMatchObject({ displayName });
    },
  );

  test("is nobody else's", async () => {
    const other = await createStudent(app);
    await put(FIELDS);
    expect(await body(await get(other))).toMatchObject({ displayName: 'Test Student', timeZone: 'UTC' });
    await put({ ...FIELDS, displayName: 'Other' }, {}, other);
    expect(await body(await get())).toMatchObject({ displayName: 'Maya' });
    expect(await zonesOf(other)).toEqual(['UTC', 'Asia/Kathmandu']);
  });
});

describe('the ETag', () => {
  test('is the same until the profile changes; who has it is not sent it again', async () => {
    const first = await get();
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    const unchanged = await get(student, { 'If-None-Match': tagOf(first) });
    expect([unchanged.status, await unchanged.text(), tagOf(unchanged)]).toEqual([304, '', tagOf(first)]);
    const changed = await put(FIELDS);
    expect(tagOf(changed)).not.toBe(tagOf(first));
    const second = await get(student, { 'If-None-Match': tagOf(first) });
    expect([second.status, tagOf(second)]).toEqual([200, tagOf(changed)]);
  });

  test('of another student on the same computer is another, in the same state', async () => {
    const other = await createStudent(app);
    const tag = tagOf(await get());
    expect((await get(other, { 'If-None-Match': tag })).status).toBe(200);
    expect((await put(FIELDS, { 'If-Match': tag }, other)).status).toBe(412);
  });

  test('can be read by scripts of listed origins', async () => {
    const response = await get(student, { Origin: 'https://app.example' });
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('ETag');
  });
});

describe('a change under a condition', () => {
  test('is made to the profile that was read, and refused to a newer one', async () => {
    const read = tagOf(await get());
    const first = await put({ ...FIELDS, displayName: 'First tab' }, { 'If-Match': read });
    expect(first.status).toBe(200);
    const before = await rowOf(student);
    const second = await put({ ...FIELDS, displayName: 'Second tab', timeZone: 'UTC' }, { 'If-Match': read });
    expect(second.status).toBe(412);
    expect(second.headers.get('Content-Type')).toContain('application/problem+json');
    expect((await body(second)).type).toBe('urn:scholium:problem:precondition-failed');
    expect(await rowOf(student)).toEqual(before);
    expect(await zonesOf(student)).toEqual(['UTC', 'Asia/Kathmandu']);
    expect((await put(FIELDS, { 'If-Match': tagOf(first) })).status).toBe(200);
  });

  test('of twenty at once with the same condition one is made', async () => {
    const read = tagOf(await get());
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        put({ ...FIELDS, displayName: `Tab ${index}`, grade: `${index}` }, { 'If-Match': read }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(412)]);
    const winner = responses.findIndex(({ status }) => status === 200);
    expect(await rowOf(student)).toMatchObject({ displayName: `Tab ${winner}`, grade: `${winner}`, version: 2 });
    expect(await zonesOf(student)).toEqual(['UTC', 'Asia/Kathmandu']);
  });

  test('without one the last wins, and none is lost from the count', async () => {
    const responses = await Promise.all(Array.from({ length: 10 }, () => put(FIELDS)));
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await rowOf(student)).toMatchObject({ version: 11 });
    expect(new Set(responses.map(tagOf)).size).toBe(10);
  });

  test.each([
    ['any', () => '*', 200],
    ['a list that has it', (tag: string) => `"other" , ${tag},"x,y"`, 200],
    ['a list that does not', () => '"other", "x,y"', 412],
    ['a weak tag, which never matches', (tag: string) => `W/${tag}`, 412],
    ['a tag without its quotes', (tag: string) => tag.replaceAll('"', ''), 412],
    ['a version that no number holds', (tag: string) => tag.replace(/\.\d+/, `.${'9'.repeat(30)}`), 412],
    ['what is no condition', () => '"; DROP TABLE users', 412],
  ])('by %s', async (_what, condition, status) => {
    const tag = tagOf(await get());
    expect((await put(FIELDS, { 'If-Match': condition(tag) })).status).toBe(status);
    expect(await rowOf(student)).toMatchObject({ version: status === 200 ? 2 : 1 });
  });
});

describe('what is refused', () => {
  test.each([
    ['a missing field', { ...FIELDS, grade: undefined }, ['/grade']],
    [
      'unknown fields',
      { ...FIELDS, avatarUrl: null, identities: [], version: 9, role: 'admin' },
      ['/avatarUrl', '/identities', '/version', '/role'],
    ],
    [
      'wrong types',
      { displayName: 1, grade: [], locale: {}, timeZone: true, boardVisibility: null },
      ['/displayName', '/grade', '/locale', '/timeZone', '/boardVisibility'],
    ],
    ['an empty name', { ...FIELDS, displayName: '  ' }, ['/displayName']],
    ['a name of nothing that can be seen', { ...FIELDS, displayName: '\u200b\u2060\u3164\u2800' }, ['/displayName']],
    ['a name that turns the text after it', { ...FIELDS, displayName: 'Maya \u202egnorw' }, ['/displayName']],
    ['a name of two lines', { ...FIELDS, displayName: 'Maya\nAdministrator' }, ['/displayName']],
    ['a name that is too long', { ...FIELDS, displayName: 'x'.repeat(81) }, ['/displayName']],
    [
      'null bytes',
      { ...FIELDS, displayName: 'a\0b', grade: '\0', locale: 'en\0', timeZone: 'UTC\0' },
      ['/displayName', '/grade', '/locale', '/timeZone'],
    ],
    ['an offset for a zone', { ...FIELDS, timeZone: '+05:00' }, ['/timeZone']],
    ['SQL for a zone', { ...FIELDS, timeZone: 'EST5EDT;DROP' }, ['/timeZone']],
    ['a zone that is too long', { ...FIELDS, timeZone: `Asia/${'x'.repeat(100)}` }, ['/timeZone']],
    ['a language that is none', { ...FIELDS, locale: 'en_US' }, ['/locale']],
    ['a language that is too long', { ...FIELDS, locale: `en-x-${'abc-'.repeat(9)}abc` }, ['/locale']],
    ['another visibility', { ...FIELDS, boardVisibility: 'all' }, ['/boardVisibility']],
    ['a list', [FIELDS], ['']],
  ])('%s, by its pointer, and nothing is written', async (_what, content, pointers) => {
    const before = await rowOf(student);
    const response = await put(content);
    expect(response.status).toBe(422);
    const { errors } = await body(response);
    expect([...new Set(errors.map(({ pointer }: { pointer: string }) => pointer))]).toEqual(pointers);
    expect(await rowOf(student)).toEqual(before);
    expect(await zonesOf(student)).toEqual([]);
  });

  test('a lone surrogate, damaged JSON, ten megabytes, and what is no JSON', async () => {
    const before = await rowOf(student);
    const text = JSON.stringify(FIELDS);
    expect((await put(text.replace('Maya', '\\udc00'))).status).toBe(400);
    expect((await put(text.slice(0, -1))).status).toBe(400);
    expect((await put({ ...FIELDS, displayName: 'x'.repeat(10_000_000) })).status).toBe(413);
    expect((await put(text, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect(await rowOf(student)).toEqual(before);
  });

  test('nobody', async () => {
    const address = `${app.api.url}/api/v1/users/me`;
    expect((await checkedFetch(address)).status).toBe(401);
    expect((await checkedFetch(address, { method: 'PUT', body: JSON.stringify(FIELDS) })).status).toBe(401);
  });

  test('who is being erased, also when it was asked for a moment ago', async () => {
    const before = await rowOf(student);
    await app.db('users').where({ id: student.id }).update({ status: 'erasing' });
    expect((await put(FIELDS)).status).toBe(401);
    const late = updateProfile(
      { ...app, starter: createToldStarter(), log: createLog('silent', 'test') },
      { caller: callerOf(student), versions: undefined, fields: FIELDS },
    );
    await expect(late).rejects.toMatchObject({ type: 'account-closed' });
    expect(await rowOf(student)).toEqual(before);
    expect(await zonesOf(student)).toEqual([]);
  });
});
