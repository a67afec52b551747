import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Payload, PayloadCodec } from '@temporalio/common';

/** More than a page of a history; Temporal bounds one payload to 2 MiB. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A payload in the JSON form of protobuf: bytes as base64. */
interface JsonPayload {
  metadata?: Record<string, string>;
  data?: string;
}

/**
 * Serves POST /decode to the Temporal UI on loopback: it decrypts whatever it is sent, so only whoever may read
 * payloads may reach it. A browser is answered for pages of `origin` alone.
 * @param port 0 picks a free one
 */
export async function serveCodec(
  codec: PayloadCodec,
  { port, origin }: { port: number; origin: string },
): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type, X-Namespace, Authorization');
    response.setHeader('Vary', 'Origin');
    answer(codec, request, response).catch(() => response.writeHead(400).end());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answer(codec: PayloadCodec, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url !== '/decode') return void response.writeHead(404).end();
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  // A page elsewhere can send JSON only after asking, and is told no then: so no other type is taken.
  const isJson = request.headers['content-type']?.startsWith('application/json');
  if (request.method !== 'POST' || !isJson) return void response.writeHead(405).end();
  if (Number(request.headers['content-length'] ?? Number.NaN) <= MAX_BYTES) {
    const { payloads } = JSON.parse(await text(request)) as { payloads: JsonPayload[] };
    const decoded = await codec.decode(payloads.map(fromJson));
    response.setHeader('Content-Type', 'application/json');
    return void response.end(JSON.stringify({ payloads: decoded.map(toJson) }));
  }
  response.writeHead(413).end();
}

const fromJson = ({ metadata = {}, data = '' }: JsonPayload): Payload => ({
  metadata: mapValues(metadata, (value) => Buffer.from(value, 'base64')),
  data: Buffer.from(data, 'base64'),
});

const toJson = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: mapValues(metadata ?? {}, base64),
  data: base64(data ?? new Uint8Array()),
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const mapValues = <From, To>(values: Record<string, From>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
