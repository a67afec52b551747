import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp, withTestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp({ CORS_ORIGINS: 'https://app.example' });
  student = await createStudent(app);
});
afterAll(() => app.close());

const signUp = (text: string, type = 'application/json') =>
  checkedFetch(`${app.api.url}/api/v1/auth/signup`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: text,
  });

describe('problems', () => {
  test.each([
    ['malformed JSON', '{"email"', 400, 'malformed-request'],
    ['JSON that is no object', '"text"', 400, 'malformed-request'],
    ['wrong types', '{"email":1,"password":[],"displayName":null}', 422, 'invalid-request'],
    ['a body that is too large', JSON.stringify({ email: 'x'.repeat(200_000) }), 413, 'payload-too-large'],
  ])('%s', async (_what, text, status, type) => {
    const response = await signUp(text);
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    const problem = await body(response);
    expect(problem).toMatchObject({ status, type: `urn:scholium:problem:${type}`, instance: '/api/v1/auth/signup' });
    expect(response.headers.get('X-Request-Id')).toBe(problem.requestId);
  });

  test('every wrong field is named by its pointer', async () => {
    const fields = { email: 'nope', password: 'short', displayName: 'a\u0000b', extra: 1 };
    const { errors } = await body(await signUp(JSON.stringify(fields)));
    expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/email',
      '/password',
      '/displayName',
      '/extra',
    ]);
  });

  test('a lone surrogate is refused', async () => {
    const text = '{"email":"a@example.org","password":"long enough 1","displayName":"\\ud800"}';
    expect((await signUp(text)).status).toBe(400);
  });

  test('a body that is not JSON is 415', async () => {
    expect((await signUp('a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  test('an unknown address is 404, an unknown method 405 with Allow', async () => {
    expect((await fetch(`${app.api.url}/api/v1/nothing`)).status).toBe(404);
    const response = await fetch(`${app.api.url}/api/v1/auth/signup`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  });

  test('an id that is no UUID is 404, a wrong query 422', async () => {
    expect((await student.fetch('/materials/42')).status).toBe(404);
    const response = await student.fetch('/materials?limit=1000&x=1');
    expect(response.status).toBe(422);
    expect((await body(response)).errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['?limit', '?x']);
  });

  test('an unexpected fault tells nothing of the inside', async () => {
    await app.db.raw('ALTER TABLE material_pages RENAME TO material_pages_away');
    const response = await student.fetch('/materials');
    await app.db.raw('ALTER TABLE material_pages_away RENAME TO material_pages');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/select|pages|error:|\.ts/i);
  });

  test('a request line that is no HTTP is answered, and ends nothing', async () => {
    const { port, hostname } = new URL(app.api.url);
    const reply = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.end('nonsense\r\n\r\n'));
      socket.once('data', (data) => resolve(data.toString())).once('error', reject);
    });
    expect(reply).toContain('400');
    expect((await student.fetch('/auth/me')).status).toBe(200);
  });
});

describe('headers', () => {
  test('a harmless request id is kept, any other replaced', async () => {
    const ask = (id: string) => fetch(`${app.api.url}/healthz`, { headers: { 'X-Request-Id': id } });
    expect((await ask('abc-1')).headers.get('X-Request-Id')).toBe('abc-1');
    expect((await ask('a b"c')).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('reads have an ETag, and are 304 for who has it', async () => {
    const first = await student.fetch('/auth/me');
    const etag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    const second = await student.fetch('/auth/me', { headers: { 'If-None-Match': etag } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
  });

  test('only listed origins may read answers in a browser', async () => {
    const ask = (origin: string) => fetch(`${app.api.url}/healthz`, { headers: { Origin: origin } });
    expect((await ask('https://app.example')).headers.get('Access-Control-Allow-Origin')).toBe('https://app.example');
    expect((await ask('https://evil.example')).headers.get('Access-Control-Allow-Origin')).toBeFalsy();
  });

  test('over the limit is 429 with the time to wait', async () => {
    await withTestApp({ READS_PER_MINUTE: '4' }, async (small) => {
      const guest = await createStudent(small);
      const responses = [await guest.fetch('/auth/me'), await guest.fetch('/auth/me'), await guest.fetch('/auth/me')];
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(responses[0]?.headers.get('RateLimit-Policy')).toBe('"reads";q=2;w=30');
      expect(responses[0]?.headers.get('RateLimit')).toBe('"reads";r=1;t=15');
      expect(responses[2]?.headers.get('RateLimit')).toMatch(/^"reads";r=0;t=(2[0-9]|30)$/);
      expect(Number(responses[2]?.headers.get('Retry-After'))).toBeGreaterThan(0);
    });
  });
});

describe('operations', () => {
  test('healthz, readyz with each engine by name, metrics by route pattern', async () => {
    expect((await fetch(`${app.api.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${app.api.url}/readyz`);
    expect(await body(ready)).toEqual({
      // Of these tests no worker is there.
      ...{ status: 'degraded', worker: 'silent', schedules: 'running', ai: 'working' },
      engines: { postgres: 'up', redis: 'up', temporal: 'up', s3: 'up', encoder: 'up' },
    });
    const id = crypto.randomUUID();
    await student.fetch(`/materials/${id}`);
    const metrics = await (await fetch(`${app.api.url}/metrics`)).text();
    expect(metrics).toContain('route="/api/v1/materials/:id"');
    expect(metrics).not.toContain(id);
  });

  test('without Redis or Temporal the API serves on, and says so', async () => {
    await withTestApp({ REDIS_URL: 'redis://127.0.0.1:9', TEMPORAL_ADDRESS: '127.0.0.1:9' }, async (alone) => {
      const guest = await createStudent(alone);
      const ready = await fetch(`${alone.api.url}/readyz`);
      expect(ready.status).toBe(200);
      expect(await body(ready)).toMatchObject({
        engines: { postgres: 'up', redis: 'down', temporal: 'down', s3: 'up', encoder: 'up' },
        ...{ status: 'degraded', worker: 'unknown', schedules: 'unknown', ai: 'working' },
      });
      expect((await guest.fetch('/auth/me')).status).toBe(200);
    });
  });

  test('the docs page and its parts come from this host', async () => {
    const page = await (await fetch(`${app.api.url}/docs`)).text();
    const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? '');
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part).toMatch(/^\/docs\//);
      const response = await fetch(`${app.api.url}${part}`);
      expect(response.headers.get('Content-Type')).toMatch(/^(text\/(css|javascript)|image\/png)/);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(90);
    }
    const document = await body(await fetch(`${app.api.url}/api/v1/openapi.json`));
    expect(Object.keys(document.paths)).toContain('/materials/upload');
  });

  test('a stop lets a running request end, and then refuses new ones', async () => {
    await withTestApp({}, async (brief) => {
      const guest = await createStudent(brief);
      const waiting = guest.client.POST('/materials/query', {
        params: { header: { Prefer: 'wait=2' } },
        body: { question: 'Is anyone there?', materialIds: [] },
      });
      await eventually(() => brief.db('questions').first());
      const closing = brief.api.close();
      expect((await waiting).response.status).toBe(202);
      await closing;
      await expect(fetch(`${brief.api.url}/healthz`)).rejects.toThrow();
    });
  });
});
