import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createKnex } from '../../db/knex.js';
import { createListener } from '../../db/listener.js';
import { rotateAuthKeys } from '../../services/auth/key-files.js';
import { createSessionStates } from '../../services/auth/session-states.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { postTo } from '../support/http.js';
import { flushRedis } from '../support/redis.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content: unknown, headers: Record<string, string> = {}) =>
  postTo(app, path, content, headers);
const me = async (accessToken: string, api = app.api.url) =>
  (await checkedFetch(`${api}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${accessToken}` } })).status;
const signInAgain = async ({ email }: Student, userAgent = 'another browser') =>
  (await body(await post('/auth/login', { email, password: PASSWORD }, { 'User-Agent': userAgent }))).tokens;
const sessionOf = (accessToken: string) => decodeJwt(accessToken).sid as string;

describe('the list of sessions', () => {
  test('names each open one, the one that asks, and no ended or expired one', async () => {
    const student = await createStudent(app);
    const [second, third, fourth] = [
      await signInAgain(student, 'Firefox'),
      await signInAgain(student),
      await signInAgain(student),
    ];
    await app
      .db('sessions')
      .where({ id: sessionOf(third.accessToken) })
      .update({ revokedAt: new Date() });
    await app
      .db('sessions')
      .where({ id: sessionOf(fourth.accessToken) })
      .update({ expiresAt: new Date(0) });
    const { data } = await student.client.GET('/auth/sessions');
    const current = sessionOf(student.accessToken);
    expect(new Map(data?.data.map(({ id, current }) => [id, current]))).toEqual(
      new Map([
        [current, true],
        [sessionOf(second.accessToken), false],
      ]),
    );
    expect(data?.data.find(({ id }) => id !== current)).toMatchObject({ userAgent: 'Firefox', address: '127.0.0.1' });
  });

  test('a session ends for its owner only', async () => {
    const [student, stranger] = [await createStudent(app), await createStudent(app)];
    const other = await signInAgain(student);
    const path = `/auth/sessions/${sessionOf(other.accessToken)}`;
    expect((await stranger.fetch(path, { method: 'DELETE' })).status).toBe(404);
    expect(await me(other.accessToken)).toBe(200);
    expect((await student.fetch(path, { method: 'DELETE' })).status).toBe(204);
    expect((await student.fetch(path, { method: 'DELETE' })).status).toBe(204);
    expect(await eventually(async () => (await me(other.accessToken)) === 401)).toBe(true);
    expect((await post('/auth/refresh', { refreshToken: other.refreshToken })).status).toBe(401);
    expect(await me(student.accessToken)).toBe(200);
  });
});

describe('logging out', () => {
  test('ends this session with all its tokens, and no other', async () => {
    const student = await createStudent(app);
    const other = await signInAgain(student);
    expect((await student.fetch('/auth/logout', { method: 'POST' })).status).toBe(204);
    expect(await me(student.accessToken)).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: student.refreshToken })).status).toBe(401);
    expect(await me(other.accessToken)).toBe(200);
  });

  test('everywhere ends them all', async () => {
    const student = await createStudent(app);
    const other = await signInAgain(student);
    expect((await student.fetch('/auth/logout/everywhere', { method: 'POST' })).status).toBe(204);
    expect(await me(student.accessToken)).toBe(401);
    expect(await me(other.accessToken)).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: other.refreshToken })).status).toBe(401);
  });
});

describe('who is shut out', () => {
  test.each([
    ['a revoked session', (id: string) => app.db('sessions').where({ userId: id }).update({ revokedAt: new Date() })],
    ['a suspended user', (id: string) => app.db('users').where({ id }).update({ status: 'suspended' })],
  ])('%s cannot write from that moment on, though it was seen a moment before', async (_who, shutOut) => {
    const student = await createStudent(app);
    expect(await me(student.accessToken)).toBe(200);
    await shutOut(student.id);
    expect((await student.fetch('/auth/logout', { method: 'POST' })).status).toBe(401);
    expect((await student.fetch('/materials/query', { method: 'POST' })).status).toBe(401);
  });

  test('reads no longer than 30 s, should the notice of it be lost', async () => {
    const student = await createStudent(app);
    const sessionId = sessionOf(student.accessToken);
    const deaf = { on: () => {}, onLost: () => {}, ensure: async () => {}, close: async () => {} };
    let now = Date.now();
    const states = createSessionStates({ db: app.db, listener: deaf, clock: () => new Date(now) });
    expect(await states.find(sessionId, student.id)).toMatchObject({ userId: student.id, role: 'student' });
    await app.db('sessions').where({ id: sessionId }).update({ revokedAt: new Date() });
    now += 30_000;
    expect(await states.find(sessionId, student.id)).not.toBeNull();
    now += 1;
    expect(await states.find(sessionId, student.id)).toBeNull();
  });

  test('is looked up twice, however many ask at once: they are not counted yet', async () => {
    const student = await createStudent(app);
    const sessionId = sessionOf(student.accessToken);
    const deaf = { on: () => {}, onLost: () => {}, ensure: async () => {}, close: async () => {} };
    const states = createSessionStates({ db: app.db, listener: deaf, clock: () => new Date() });
    let lookups = 0;
    const listen = ({ sql }: { sql: string }) => void (sql.includes('"sessions"') && lookups++);
    app.db.on('query', listen);
    const ask = (index: number) => (index % 2 === 0 ? states.find : states.findNow)(sessionId, student.id);
    const found = await Promise.all(Array.from({ length: 60 }, (_, index) => ask(index)));
    app.db.removeListener('query', listen);
    expect([new Set(found.map((one) => one?.userId)), lookups]).toEqual([new Set([student.id]), 2]);
  });

  test('is forgotten by every process as soon as the database tells', async () => {
    const student = await createStudent(app);
    const sessionId = sessionOf(student.accessToken);
    const listener = createListener(app.config.DATABASE_URL);
    const frozen = new Date();
    const states = createSessionStates({ db: app.db, listener, clock: () => frozen });
    expect(await states.find(sessionId, student.id)).not.toBeNull();
    await app.db('users').where({ id: student.id }).update({ status: 'suspended' });
    await eventually(async () => (await states.find(sessionId, student.id)) === null);
    await listener.close();
  });

  test('stays shut out when Redis is flushed', async () => {
    const student = await createStudent(app);
    await student.fetch('/auth/logout', { method: 'POST' });
    expect(await flushRedis(app.config)).toBeGreaterThan(0);
    expect(await me(student.accessToken)).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: student.refreshToken })).status).toBe(401);
  });

  test('a change of one session leaves no trace of a transaction that waits for another', async () => {
    const student = await createStudent(app);
    const tokens = await Promise.all(Array.from({ length: 8 }, () => signInAgain(student)));
    const [logout, ...refreshes] = await Promise.all([
      student.fetch('/auth/logout/everywhere', { method: 'POST' }),
      ...tokens.map(({ refreshToken }) => post('/auth/refresh', { refreshToken })),
    ]);
    expect(logout.status).toBe(204);
    for (const { status } of refreshes) expect([200, 401]).toContain(status);
    const db = createKnex(app.config.DATABASE_URL, 1);
    expect(await db('sessions').where({ userId: student.id }).whereNull('revokedAt')).toEqual([]);
    await db.destroy();
  });
});

describe('a refresh token used again after the grace', () => {
  test('ends the whole family, and the audit log tells', async () => {
    const student = await createStudent(app);
    const { refreshToken } = student;
    const next = await body(await post('/auth/refresh', { refreshToken }));
    const rotated = app.db('refresh_tokens').whereNotNull('rotatedAt');
    await rotated.update({ rotatedAt: new Date(Date.now() - 20_001) });
    expect((await post('/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: next.refreshToken })).status).toBe(401);
    const entries = await app.db('audit_log').where({ subjectId: student.id });
    expect(entries).toMatchObject([
      {
        action: 'session.reused-token',
        actorKind: 'system',
        actorId: null,
        details: { sessionId: sessionOf(next.accessToken) },
      },
    ]);
  });

  test('within the grace it only gives another successor, also when its response was lost twice', async () => {
    const { refreshToken, id } = await createStudent(app);
    for (let again = 0; again < 3; again += 1) {
      expect((await post('/auth/refresh', { refreshToken })).status).toBe(200);
    }
    expect(await app.db('audit_log').where({ subjectId: id })).toEqual([]);
  });
});

describe('a rotated key set', () => {
  test('signs new tokens at once, and verifies the old ones, without a restart', async () => {
    const student = await createStudent(app);
    const { kid } = await rotateAuthKeys(app, { file: app.config.AUTH_KEYS_FILE });
    const kidOf = (token: string) => decodeProtectedHeader(token).kid;
    await eventually(async () => kidOf((await signInAgain(student)).accessToken) === kid);
    expect(kidOf(student.accessToken)).not.toBe(kid);
    expect(await me(student.accessToken)).toBe(200);
    expect(await me((await signInAgain(student)).accessToken)).toBe(200);
  });
});
