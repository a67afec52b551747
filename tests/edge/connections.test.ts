import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { drip, openSocket, type RawResponse, responseOn } from '../support/raw-request.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp, withTestApp } from '../support/test-app.js';

const SLOW_SECONDS = 2;
let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp({ SLOW_SECONDS: String(SLOW_SECONDS) });
  student = await createStudent(app);
});
afterAll(() => app.close());

const send = (text: string) => responseOn(openSocket(app.api.url, text));

function expectProblem({ status, headers, body }: RawResponse, expected: number, type: string): void {
  expect(status).toBe(expected);
  expect(headers['content-type']).toContain('application/problem+json');
  const problem = JSON.parse(body);
  expect(problem).toMatchObject({ status: expected, type: `urn:scholium:problem:${type}` });
  expect(headers['x-request-id']).toBe(problem.requestId);
}

describe('what Node would answer by itself is a problem', () => {
  test.each([
    ['400 for what is no HTTP', 'nonsense\r\n\r\n', 400, 'malformed-request'],
    [
      '400 for a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed-request',
    ],
    ['400 for a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n', 400, 'malformed-request'],
    [
      '431 for a head that is too large',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      '417 for what cannot be expected',
      'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n',
      417,
      'expectation-failed',
    ],
    ['400 for no Host', 'GET /healthz HTTP/1.1\r\n\r\n', 400, 'malformed-request'],
    ['400 for two Hosts', 'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400, 'malformed-request'],
    [
      '400 for two Hosts that are the same',
      'GET /healthz HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n',
      400,
      'malformed-request',
    ],
    ['408 for a head that does not end', 'GET /healthz HTTP/1.1\r\nHost: a\r\n', 408, 'too-slow'],
  ])('%s', async (_what, text, status, type) => {
    expectProblem(await send(text), status, type);
  });

  test('one Host is served, and HTTP/1.0 without one', async () => {
    expect((await send('GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).status).toBe(200);
    expect((await send('GET /healthz HTTP/1.0\r\n\r\n')).status).toBe(200);
  });
});

describe('a slow body', () => {
  const head = (path: string, extra = '') =>
    `POST /api/v1${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n${extra}\r\n`;
  const dripping = (text: string) => {
    const socket = openSocket(app.api.url, text);
    drip(socket, 100);
    return responseOn(socket);
  };
  const bound = (SLOW_SECONDS + 8) * 1_000;

  test('without a login is refused in time, and cut', async () => {
    const response = await dripping(`${head('/auth/login')}{`);
    expectProblem(response, 408, 'too-slow');
    expect(response.tookMs).toBeLessThan(bound);
  });

  test.each(['/materials/query', '/nothing', '/materials/upload'])(
    'that nobody reads, since %s refuses the caller, is cut in time',
    async (path) => {
      const response = await dripping(head(path));
      expect([401, 404]).toContain(response.status);
      expect(response.tookMs).toBeLessThan(bound);
    },
  );

  test('that nobody reads, since the address takes none, is cut in time', async () => {
    const response = await dripping(head('/auth/login').replace('POST /api/v1/auth/login', 'GET /healthz'));
    expect(response.status).toBe(200);
    expect(response.tookMs).toBeLessThan(bound);
  });

  test('an upload that brings next to nothing is refused in time, and leaves nothing', async () => {
    const form = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n# Notes\n';
    const response = await dripping(
      `POST /api/v1/materials/upload HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${student.accessToken}\r\n` +
        `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000\r\n\r\n${form}`,
    );
    expectProblem(response, 408, 'too-slow');
    expect(response.tookMs).toBeLessThan(bound);
    expect(await app.db('materials').where({ ownerId: student.id })).toEqual([]);
  });

  test('an upload at a steady rate is taken, however long it lasts', async () => {
    const content = `# Notes\n${'All cells come from cells.\n'.repeat(700)}`;
    const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n';
    const text = `${start}${content}\r\n--b--\r\n`;
    const socket = openSocket(
      app.api.url,
      `POST /api/v1/materials/upload HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${student.accessToken}\r\n` +
        `Content-Type: multipart/form-data; boundary=b\r\nConnection: close\r\nContent-Length: ${text.length}\r\n\r\n`,
    );
    const response = responseOn(socket);
    // Some 3 KiB a second, for longer than a silent upload lasts.
    let at = 0;
    const timer = setInterval(() => {
      socket.write(text.slice(at, at + 300));
      at += 300;
      if (at >= text.length) clearInterval(timer);
    }, 100);
    expect(await response).toMatchObject({ status: 202 });
    expect((await response).tookMs).toBeGreaterThan(SLOW_SECONDS * 1_000);
  });
});

describe('an upload whose sender', () => {
  const rows = () => app.db('materials').where({ ownerId: student.id, status: 'uploading' });

  test.each([
    ['ends its half of the connection in the middle', (socket: Socket) => socket.end()],
    ['is cut off in the middle', (socket: Socket) => socket.resetAndDestroy()],
  ])('%s leaves nothing, and holds no connection', async (_what, leave) => {
    const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n# Notes\n';
    const socket = openSocket(
      app.api.url,
      `POST /api/v1/materials/upload HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${student.accessToken}\r\n` +
        `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000\r\n\r\n${start}` +
        'All cells come from cells.\n'.repeat(3_000),
    );
    const closed = responseOn(socket);
    await eventually(async () => (await rows()).length === 1);
    leave(socket);
    expect((await closed).tookMs).toBeLessThan((SLOW_SECONDS + 8) * 1_000);
    await eventually(async () => (await rows()).length === 0);
  });
});

describe('connections that are kept', () => {
  test('end when no other request comes in time', async () => {
    await withTestApp({ KEEP_ALIVE_SECONDS: '1' }, async ({ api }) => {
      const { status, tookMs } = await responseOn(openSocket(api.url, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'));
      expect(status).toBe(200);
      expect(tookMs).toBeGreaterThan(900);
      expect(tookMs).toBeLessThan(10_000);
    });
  });

  test('are bounded for a process: one more is cut, whoever it is of, and there is room again when another ends', async () => {
    await withTestApp({ CONNECTIONS_AT_ONCE: '3' }, async ({ api }) => {
      const held = [1, 2, 3].map(() => openSocket(api.url, ''));
      await Promise.all(held.map((socket) => once(socket, 'connect')));
      const ask = () =>
        responseOn(openSocket(api.url, 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'));
      await eventually(async () => (await ask()).status === 0);
      held[0]?.destroy();
      await eventually(async () => (await ask()).status === 200);
      for (const socket of held) socket.destroy();
    });
  });
});

describe('connections of an address', () => {
  test('are bounded: one more is told so and cut, and there is room again when another ends', async () => {
    await withTestApp({ CONNECTIONS_PER_ADDRESS: '3' }, async ({ api }) => {
      const held = [1, 2, 3].map(() => openSocket(api.url, ''));
      await Promise.all(held.map((socket) => once(socket, 'connect')));
      const refused = await responseOn(openSocket(api.url, ''));
      expectProblem(refused, 429, 'too-many-requests');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      held[0]?.destroy();
      const ask = () =>
        responseOn(openSocket(api.url, 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'));
      await eventually(async () => (await ask()).status === 200);
      for (const socket of held) socket.destroy();
    });
  });

  test('behind a proxy are those of its callers: open requests are counted by the forwarded address', async () => {
    await withTestApp({ CONNECTIONS_PER_ADDRESS: '2', TRUSTED_PROXY_HOPS: '1' }, async ({ api }) => {
      const hold = (address: string) =>
        openSocket(
          api.url,
          `POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${address}\r\n` +
            'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
        );
      const ask = (address: string) => fetch(`${api.url}/healthz`, { headers: { 'X-Forwarded-For': address } });
      const held = [hold('192.0.2.1'), hold('192.0.2.1'), hold('192.0.2.2')];
      await eventually(async () => (await ask('192.0.2.1')).status === 429);
      // One of these holds a connection, and the proxy four: neither has used up its own share.
      expect((await ask('192.0.2.2')).status).toBe(200);
      expect((await ask('192.0.2.3')).status).toBe(200);
      for (const socket of held) socket.destroy();
      await eventually(async () => (await ask('192.0.2.1')).status === 200);
    });
  });
});
