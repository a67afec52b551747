import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRaw, type RawConnection } from '../support/raw-http.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());

interface Refused {
  status: number;
  request: string;
  headers?: Record<string, string>;
  body: Buffer;
}

const text = (length: number) => Buffer.from(JSON.stringify({ email: 'x'.repeat(length) }));
const json = { 'Content-Type': 'application/json' };
const signUp = 'POST /api/v1/auth/signup';
const upload = 'POST /api/v1/materials/upload';
const form = (name: string) =>
  Buffer.from(
    `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\n\r\n${'x'.repeat(2_000_000)}\r\n--b--\r\n`,
  );
const multipart = { 'Content-Type': 'multipart/form-data; boundary=b' };

/** Every way to be refused while a body is still on its way. */
const REFUSED: Record<string, () => Refused> = {
  'JSON that is too large': () => ({ status: 413, request: signUp, headers: json, body: text(2_000_000) }),
  'JSON that is too large when it is unpacked': () => ({
    status: 413,
    request: signUp,
    headers: { ...json, 'Content-Encoding': 'gzip' },
    body: Buffer.concat([gzipSync(text(200_000)), Buffer.alloc(2_000_000)]),
  }),
  'a body that is no JSON': () => ({ status: 415, request: signUp, body: text(2_000_000) }),
  'JSON that is packed in no known way': () => ({
    status: 415,
    request: signUp,
    headers: { ...json, 'Content-Encoding': 'own' },
    body: text(2_000_000),
  }),
  'nobody that is known': () => ({ status: 401, request: upload, headers: multipart, body: form('file') }),
  'a file under a wrong name': () => ({
    status: 422,
    request: upload,
    headers: { ...multipart, ...authorized() },
    body: form('wrong'),
  }),
  'a form without a boundary': () => ({
    status: 400,
    request: upload,
    headers: { 'Content-Type': 'multipart/form-data', ...authorized() },
    body: form('file'),
  }),
  'an address that is not there': () => ({ status: 404, request: 'POST /api/v1/nothing', body: text(2_000_000) }),
  'a method that is not taken': () => ({ status: 405, request: 'PUT /api/v1/auth/signup', body: text(2_000_000) }),
};

const authorized = () => ({ Authorization: `Bearer ${student.accessToken}` });

const head = ({ request, headers = {} }: Refused, more: Record<string, string>) =>
  [
    `${request} HTTP/1.1`,
    ...Object.entries({ Host: 'localhost', ...headers, ...more }).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

const FRAMINGS = {
  'by its length': (refused: Refused) => [
    head(refused, { 'Content-Length': String(refused.body.length) }),
    refused.body,
  ],
  'in chunks': (refused: Refused) => [
    head(refused, { 'Transfer-Encoding': 'chunked' }),
    `${refused.body.length.toString(16)}\r\n`,
    refused.body,
    '\r\n0\r\n\r\n',
  ],
};

/** What a connection promises after a response holds: it is ended, or it takes the next request. */
async function holdsItsPromise(connection: RawConnection, promise: string | undefined): Promise<void> {
  if (promise === 'close') return void (await connection.closed);
  connection.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect((await connection.response()).status).toBe(200);
  connection.socket.destroy();
}

describe.each(Object.keys(REFUSED))('%s is refused', (what) => {
  test.each(Object.keys(FRAMINGS) as (keyof typeof FRAMINGS)[])(
    'while its body comes, framed %s, and the connection is good for another request',
    async (framing) => {
      const refused = REFUSED[what]?.() as Refused;
      const connection = await openRaw(app.api.url);
      for (const piece of FRAMINGS[framing](refused)) connection.write(piece);
      const { status, headers, body } = await connection.response();
      expect([status, headers['content-type']]).toEqual([refused.status, expect.stringContaining('problem+json')]);
      expect(JSON.parse(body)).toMatchObject({ status });
      expect(headers.connection).not.toBe('close');
      await holdsItsPromise(connection, headers.connection);
    },
  );
});

test('a caller that stops in the middle of a refused body is answered in bounded time, and its connection ends', async () => {
  const began = performance.now();
  const stalled = Object.values(REFUSED).flatMap((make) => Object.values(FRAMINGS).map((frame) => ({ make, frame })));
  await Promise.all(
    stalled.map(async ({ make, frame }) => {
      const refused = make();
      const connection = await openRaw(app.api.url);
      const [first = '', ...rest] = frame(refused);
      connection.write(first);
      connection.write(Buffer.concat(rest.map((piece) => Buffer.from(piece))).subarray(0, 300_000));
      const { status, headers } = await connection.response();
      expect([status, headers.connection]).toEqual([refused.status, 'close']);
      await connection.closed;
    }),
  );
  // 5 s are granted; the rest is for a busy machine.
  expect(performance.now() - began).toBeLessThan(15_000);
});

test('a response to a whole request keeps its connection', async () => {
  const connection = await openRaw(app.api.url);
  for (const path of ['/healthz', '/api/v1/nothing', '/healthz']) {
    connection.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect((await connection.response()).headers.connection).toBe('keep-alive');
  }
  connection.socket.destroy();
});
