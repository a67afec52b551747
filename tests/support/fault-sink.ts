import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that takes what error tracking is told, in place of Sentry. */
export interface FaultSink {
  dsn: string;
  /** The bodies that came, as text, the oldest first. */
  bodies: string[];
  /** The addresses that were asked, with their queries. */
  urls: string[];
  /** What is answered: a status, or `hang` for nothing at all. */
  answer: number | 'hang';
  close(): Promise<void>;
}

export async function startFaultSink(): Promise<FaultSink> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    sink.bodies.push(Buffer.concat(pieces).toString());
    sink.urls.push(request.url ?? '');
    if (sink.answer === 'hang') return;
    response.statusCode = sink.answer;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sink: FaultSink = {
    dsn: `http://publickey@127.0.0.1:${(server.address() as AddressInfo).port}/7`,
    bodies: [],
    urls: [],
    answer: 200,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return sink;
}

/** The event that an envelope holds: its third line. */
export const eventIn = (body: string): Record<string, unknown> => JSON.parse(body.split('\n')[2] ?? 'null');
