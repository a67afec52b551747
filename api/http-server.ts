import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemType } from '../domain/problems.js';
import { ARRIVAL_MS, CONNECTION_SILENCE_MS } from '../domain/wait-limits.js';
import { networkOf } from '../lib/addresses.js';
import { rawProblem } from './raw-problem.js';

/** What a server grants its callers. */
export interface ServerLimits {
  /** Connections that one address may hold; undefined where all callers come through a proxy's address. */
  connectionsPerAddress: number | undefined;
  /** Connections altogether. */
  connections: number;
  /** In which the head of a request must come, and what is left of its body once it was refused. */
  slowSeconds: number;
  /** In which the next request must begin on a connection that is kept. */
  keepAliveSeconds: number;
}

/** An HTTP server that answers with a problem also where Node would answer by itself, and whose every wait ends. */
export function createHttpServer(listener: RequestListener, limits: ServerLimits): Server {
  const headersTimeout = limits.slowSeconds * 1_000;
  const server = createServer(
    {
      headersTimeout,
      requestTimeout: ARRIVAL_MS,
      keepAliveTimeout: limits.keepAliveSeconds * 1_000,
      connectionsCheckingInterval: Math.min(headersTimeout, 5_000),
      // A missing Host is refused by the app, which answers with a problem.
      requireHostHeader: false,
    },
    (req, res) => {
      cutUnreadBody(req, res, headersTimeout);
      listener(req, res);
    },
  );
  server.timeout = CONNECTION_SILENCE_MS;
  server.maxConnections = limits.connections;
  server.on('clientError', refuse);
  server.on('checkExpectation', (_req, res: ServerResponse) => {
    res.socket?.end(rawProblem('expectation-failed', 'Only 100-continue can be expected.'));
  });
  if (limits.connectionsPerAddress !== undefined) boundConnections(server, limits.connectionsPerAddress);
  return server;
}

/** What Node's parser finds wrong, by its code. */
const FAULTS: Record<string, [ProblemType, string]> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The head of a request may have 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['too-slow', 'The request did not come in time.'],
};

function refuse({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  // A response that has begun cannot be followed by another one.
  const begun = (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;
  if (code === 'ECONNRESET' || !socket.writable || begun) return void socket.destroy();
  socket.end(rawProblem(...(FAULTS[code] ?? ['malformed-request', 'This is no request of HTTP/1.1.'])), () =>
    socket.destroy(),
  );
}

/** Ends a connection whose request was answered before its body had come, if the rest does not come in time. */
function cutUnreadBody(req: IncomingMessage, res: ServerResponse, ms: number): void {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.complete || req.socket.destroy(), ms);
    req.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  });
}

function boundConnections(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = networkOf(socket.remoteAddress ?? '');
    const held = (open.get(address) ?? 0) + 1;
    open.set(address, held);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (held <= most) return;
    socket.end(rawProblem('too-many-requests', 'Your address holds too many connections.', 5), () => socket.destroy());
  });
}
