import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import Koa, { type Middleware } from 'koa';
import { callerGone } from '../../api/middleware/caller-gone.js';
import { readJson } from '../../api/middleware/json-body.js';
import { problems } from '../../api/middleware/problems.js';
import { timeLimit } from '../../api/middleware/time-limit.js';
import type { Log } from '../../services/shared/ports.js';
import { eventually } from '../support/eventually.js';
import { openRaw } from '../support/raw-http.js';

const LIMIT_MS = 300;

let server: Server;
const logged: { level: string; message: string }[] = [];
const log = Object.fromEntries(
  ['info', 'warn', 'error'].map((level) => [
    level,
    (_fields: object, message: string) => logged.push({ level, message }),
  ]),
) as unknown as Log;

/** A server that handles every request as said, behind what stands before every route. */
async function serve(handler: Middleware): Promise<string> {
  const app = new Koa();
  app.silent = true;
  app
    .use(problems({ log, faults: { report() {} } }))
    .use(timeLimit(LIMIT_MS))
    .use(handler);
  server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  logged.length = 0;
  server.closeAllConnections();
  server.close();
});

const never = () => new Promise<never>(() => {});

describe('a request that takes too long', () => {
  test('is answered in time, and its work is told that nobody waits any more', async () => {
    let told: AbortSignal | undefined;
    const url = await serve(async (ctx) => {
      told = callerGone(ctx);
      await never();
    });
    const response = await fetch(url);
    expect([response.status, Number(response.headers.get('Retry-After'))]).toEqual([503, expect.any(Number)]);
    expect(await response.json()).toMatchObject({ type: 'urn:scholium:problem:service-unavailable' });
    await eventually(async () => told?.aborted);
  });

  test('may fail after its response without harm', async () => {
    let fail = (_error: Error) => {};
    const url = await serve(async () => {
      await new Promise((_, reject) => {
        fail = reject;
      });
    });
    expect((await fetch(url)).status).toBe(503);
    fail(new Error('too late'));
    expect((await fetch(url)).status).toBe(503);
  });

  test('counts from the last byte of its body', async () => {
    const url = await serve(async (ctx) => {
      await readJson(ctx, 30_000);
      ctx.body = { taken: true };
    });
    const connection = await openRaw(url);
    connection.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n');
    const began = performance.now();
    for (const byte of '{"a":1111}') {
      connection.write(byte);
      const until = performance.now() + LIMIT_MS / 5;
      await eventually(async () => performance.now() > until);
    }
    expect((await connection.response()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(LIMIT_MS * 1.5);
  });
});

describe('a caller who goes away is logged as such, and never as a fault of ours', () => {
  test('while it waits, whatever its going breaks', async () => {
    let waits = false;
    const url = await serve(async (ctx) => {
      const gone = callerGone(ctx);
      waits = true;
      await once(gone, 'abort');
      throw new TypeError('what comes of a caller who goes away');
    });
    const connection = await openRaw(url);
    connection.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await eventually(async () => waits);
    connection.socket.destroy();
    await eventually(async () => logged.length > 0);
    expect(logged).toEqual([{ level: 'info', message: 'the caller went away' }]);
  });

  test.each([
    ['plain', {}, Buffer.from('{"a":"b"}')],
    ['packed', { 'Content-Encoding': 'gzip' }, gzipSync('{"a":"b"}')],
  ])('in the middle of a %s body', async (_what, headers, body) => {
    let reads = false;
    const url = await serve(async (ctx) => {
      reads = true;
      ctx.body = await readJson(ctx, 30_000);
    });
    const connection = await openRaw(url);
    const lines = Object.entries({ 'Content-Type': 'application/json', 'Content-Length': '100', ...headers });
    connection.write(
      `POST / HTTP/1.1\r\nHost: a\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    connection.write(body.subarray(0, 5));
    await eventually(async () => reads);
    connection.socket.destroy();
    await eventually(async () => logged.length > 0);
    expect(logged).toEqual([{ level: 'info', message: 'the caller went away' }]);
  });
});
