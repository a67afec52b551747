import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const LARGE = JSON.stringify({ email: 'x'.repeat(300_000) });

/** One request over an agent that keeps connections; the status of its response. */
const send = (agent: Agent, path: string, headers: Record<string, string>, body?: Buffer | string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(`${app.api.url}${path}`, { agent, method: body ? 'POST' : 'GET', headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });

describe('a body that is refused before it was read', () => {
  test.each([
    ['chunked', { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }, LARGE],
    ['compressed', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, gzipSync(LARGE)],
    ['of a type that is not taken', { 'Content-Type': 'text/plain' }, LARGE],
  ])('%s: leaves no connection on which the next request hangs', async (_what, headers, body) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      expect(await send(agent, '/api/v1/auth/signup', headers, body)).toBeGreaterThanOrEqual(400);
      expect(await send(agent, '/healthz', {})).toBe(200);
    } finally {
      agent.destroy();
    }
  });

  test('that is still on its way: the response says that the connection ends, and it does', async () => {
    const { hostname, port } = new URL(app.api.url);
    const socket = connect(Number(port), hostname);
    const ended = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes;
      });
      socket.once('close', () => resolve(text));
      socket.once('error', reject);
    });
    socket.write(
      'POST /api/v1/auth/signup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    socket.write(`30000\r\n${'x'.repeat(0x30000)}\r\n`);
    const response = await ended;
    expect(response).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(response.toLowerCase()).toContain('connection: close');
  });
});
