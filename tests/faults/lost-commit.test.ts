import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withIdempotencyKey } from '../../services/shared/idempotency.js';
import { body } from '../support/body.js';
import { env } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let postgres: TcpProxy;
beforeAll(async () => {
  postgres = await startTcpProxy(new URL(env('DATABASE_URL')).host);
  app = await startTestApp({ REQUEST_STATEMENT_SECONDS: '1' }, ({ DATABASE_URL = '' }) => ({
    DATABASE_URL: DATABASE_URL.replace(new URL(DATABASE_URL).host, postgres.address),
  }));
  student = await createStudent(app);
});
afterAll(async () => {
  await postgres.set('pass');
  await app.close();
  await postgres.close();
});

const post = (path: string, json: object | undefined, key: string) =>
  student.fetch(path, {
    method: 'POST',
    headers: { 'Idempotency-Key': key, ...(json ? { 'Content-Type': 'application/json' } : {}) },
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
const file = (name: string) => Buffer.from(`# ${name}\n\nThe tide comes in twice a day, and it goes out again.`);

/** What makes something, by the SQL of its effect: once it was sent, the server is not heard any more. */
const EFFECTS: [string, string, (key: string) => Promise<Response>, () => Promise<unknown[]>][] = [
  [
    'a question',
    'insert into "questions"',
    (key) => post('/ai/doubt', { question: 'When does the tide come in?' }, key),
    () => app.db('questions').where({ userId: student.id }),
  ],
  [
    'an export',
    'insert into "exports"',
    (key) => post('/users/me/export', undefined, key),
    () => app.db('exports').where({ userId: student.id }),
  ],
  [
    'an upload',
    'update "materials"',
    (key) => upload(student, file('Tides'), { title: 'Tides', headers: { 'Idempotency-Key': key } }),
    () => app.db('materials').where({ ownerId: student.id }),
  ],
];

describe('an effect whose response was lost on the way from Postgres', () => {
  test.each(EFFECTS)('%s: answers 503, and the same key gives one of it', async (_what, sql, ask, rows) => {
    const key = crypto.randomUUID();
    await postgres.set({ noRepliesAfter: sql });
    const lost = await ask(key);
    expect(lost.status).toBe(503);
    expect(Number(lost.headers.get('Retry-After'))).toBeGreaterThan(0);
    await postgres.set('pass');
    const repeated = await eventually(async () => {
      const response = await ask(key);
      return response.status < 300 ? response : undefined;
    }, 20_000);
    const again = await ask(key);
    expect((await body(again)).id).toBe((await body(repeated)).id);
    expect((await rows()).length).toBe(1);
  });
});

describe('the lease of an idempotency key', () => {
  const request = (key: string) => ({ userId: student.id, route: 'POST /x', key });
  const leftOf = (key: string) =>
    app
      .db('idempotency_keys')
      .where({ key })
      .first(app.db.raw('extract(epoch FROM leased_until - now()) AS seconds'))
      .then((row) => Number(row?.seconds));

  test('is renewed while its holder lives, and tells others the time that is left', async () => {
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const work = { fingerprint: async () => 'f', repeat: (id: string) => id };
    const first = withIdempotencyKey(app, request('slow'), { ...work, first: () => held.then(() => 'made') });
    await eventually(async () => (await leftOf('slow')) < 8.5);
    await eventually(async () => (await leftOf('slow')) > 8.5);
    const second = withIdempotencyKey(app, request('slow'), { ...work, first: async () => 'twice' });
    const refusal = await second.catch((error: unknown) => error);
    expect(refusal).toMatchObject({ type: 'idempotency-key-in-use' });
    const { retryAfterSeconds } = refusal as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(5);
    expect(retryAfterSeconds).toBeLessThanOrEqual(10);
    end();
    expect(await first).toBe('made');
  });

  test('of a holder that was killed is free within 10 seconds', async () => {
    await app.db('idempotency_keys').insert({
      ...request('killed'),
      leaseId: crypto.randomUUID(),
      leasedUntil: app.db.raw("now() + interval '10 seconds'"),
    });
    const work = { fingerprint: async () => 'f', repeat: (id: string) => id, first: async () => 'made' };
    const refusal = await withIdempotencyKey(app, request('killed'), work).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ retryAfterSeconds: 10 });
    await app
      .db('idempotency_keys')
      .where({ key: 'killed' })
      .update({ leasedUntil: new Date(0) });
    expect(await withIdempotencyKey(app, request('killed'), work)).toBe('made');
  });
});
