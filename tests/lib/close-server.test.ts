import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { closeServer } from '../../lib/close-server.js';
import { openSocket, responseOn } from '../support/raw-request.js';

/** A server that keeps connections longer than a test may take, and a request whose answer it has begun. */
async function answering() {
  const server = createServer({ keepAliveTimeout: 3_600_000 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = once(server, 'request');
  const { port } = server.address() as AddressInfo;
  const response = responseOn(openSocket(`http://127.0.0.1:${port}`, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
  const [, answer] = (await asked) as [unknown, ServerResponse];
  answer.writeHead(200, { 'Content-Length': 5 });
  answer.write('be');
  return { server, answer, response };
}

test('a kept connection that is at work at a stop is closed once its answer is out, and the server with it', async () => {
  const { server, answer, response } = await answering();
  const closing = closeServer(server, 3_600);
  answer.end('gun');
  expect(await response).toMatchObject({ status: 200, body: 'begun' });
  await closing;
});

test('an answer that does not end is cut at the bound', async () => {
  const { server, response } = await answering();
  await closeServer(server, 0.3);
  expect(await response).toMatchObject({ status: 200, body: 'be' });
});
