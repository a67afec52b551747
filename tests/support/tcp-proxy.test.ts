import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from './eventually.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** A server that sends back what it gets, and the connections that it has. */
let server: Server;
let served: Socket[];
let proxy: TcpProxy;
let clients: Socket[];
beforeEach(async () => {
  served = [];
  clients = [];
  server = createServer((socket) => {
    served.push(socket);
    socket.on('error', () => {}).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startTcpProxy(`127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  for (const socket of [...clients, ...served]) socket.destroy();
  await proxy.close();
  server.close();
});

/** A client that keeps what it hears, how it was ended, and the code of its error. */
async function open() {
  const [host = '', port = ''] = proxy.address.split(':');
  const socket = connect(Number(port), host);
  clients.push(socket);
  const client = { socket, heard: '', closed: false, code: '' };
  socket.on('data', (bytes) => {
    client.heard += bytes;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    client.code = error.code ?? '';
  });
  socket.on('close', () => {
    client.closed = true;
  });
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {});
  return client;
}
type Client = Awaited<ReturnType<typeof open>>;

const hears = (client: Client, text: string) => eventually(async () => client.heard === text, 5_000);
const closes = (client: Client) => eventually(async () => client.closed, 5_000);
const echoes = async () => {
  const client = await open();
  client.socket.write('echo');
  await hears(client, 'echo');
  return client;
};

test('pass hands on bytes both ways, and the end of a client after what it has sent', async () => {
  const client = await open();
  client.socket.end('a'.repeat(1_000_000));
  await closes(client);
  expect([client.heard.length, client.code]).toEqual([1_000_000, '']);
});

test('cut ends what is open once; new connections pass', async () => {
  const client = await echoes();
  proxy.cut();
  await closes(client);
  await echoes();
});

test('refuse ends what is open and refuses new connections, until bytes pass again', async () => {
  const client = await echoes();
  await proxy.set('refuse');
  await closes(client);
  expect((await open()).code).toBe('ECONNREFUSED');
  await proxy.set('pass');
  await echoes();
});

test('a black hole accepts and never answers; what has lost bytes is reset when bytes pass again', async () => {
  const before = await echoes();
  const idle = await echoes();
  await proxy.set('black-hole');
  const during = await open();
  for (const client of [before, during]) {
    const arrived = proxy.nextBytes();
    client.socket.write('lost');
    await arrived;
  }
  expect([before.heard, during.heard, before.closed, during.closed]).toEqual(['echo', '', false, false]);
  await proxy.set('pass');
  for (const client of [before, during]) {
    await closes(client);
    expect(client.code).toBe('ECONNRESET');
  }
  idle.socket.write('!');
  await hears(idle, 'echo!');
});

test('reset ends open and new connections with a reset', async () => {
  const client = await echoes();
  await proxy.set('reset');
  await closes(client);
  const next = await open();
  await closes(next);
  expect([client.code, next.code]).toEqual(['ECONNRESET', 'ECONNRESET']);
});

test('half-open ends the side of the server, and the client does not learn of it', async () => {
  const client = await echoes();
  await proxy.set('half-open');
  await eventually(async () => served[0]?.destroyed, 5_000);
  const arrived = proxy.nextBytes();
  client.socket.write('lost');
  await arrived;
  expect(client).toMatchObject({ heard: 'echo', closed: false });
  await proxy.set('pass');
  await closes(client);
  expect(client.code).toBe('ECONNRESET');
});

test('latency delays each way, and changes nothing of the bytes', async () => {
  await proxy.set({ latencyMs: 100 });
  const began = performance.now();
  const client = await echoes();
  expect(performance.now() - began).toBeGreaterThan(199);
  client.socket.write('1');
  client.socket.write('2');
  await hears(client, 'echo12');
});

test('a slow drip hands on byte after byte', async () => {
  await proxy.set({ bytesPerSecond: 100 });
  const pieces: number[] = [];
  const client = await open();
  client.socket.on('data', (bytes) => pieces.push(bytes.length));
  const began = performance.now();
  client.socket.write('0123456789');
  await hears(client, '0123456789');
  expect(performance.now() - began).toBeGreaterThan(95);
  expect(pieces).toHaveLength(10);
});

test('a reply that is picked out is lost when what was asked for is done, and its connection is reset', async () => {
  const client = await echoes();
  const other = await echoes();
  await proxy.set({ losesReplyTo: (piece) => piece.includes('commit') });
  client.socket.write('commit');
  await closes(client);
  expect([client.heard, client.code]).toEqual(['echo', 'ECONNRESET']);
  other.socket.write('!');
  await hears(other, 'echo!');
});
