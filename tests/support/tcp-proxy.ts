import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from './eventually.js';

/**
 * What a proxy does with connections, the open ones and new ones:
 * - `pass`: hands on what comes.
 * - `refuse`: ends the open ones; nobody listens for new ones.
 * - `black-hole`: accepts, swallows every byte and every end, and answers nothing.
 * - `reset`: ends them with a TCP reset.
 * - `half-open`: ends the engine's side only; the client does not learn of it.
 * - `latencyMs`: hands each piece on after so many milliseconds.
 * - `bytesPerSecond`: hands on single bytes, so many in a second.
 * - `losesReplyTo`: hands on what comes; the server's reply to a piece that the function picks out is dropped when it
 *   comes, so that what the client asked for is done, and the connection is reset.
 */
export type TcpMode =
  | 'pass'
  | 'refuse'
  | 'black-hole'
  | 'reset'
  | 'half-open'
  | { latencyMs: number }
  | { bytesPerSecond: number }
  | { losesReplyTo: (piece: Buffer) => boolean };

/** A TCP proxy in front of a server, whose faults a test chooses. */
export interface TcpProxy {
  /** host:port to use in place of the server's. */
  address: string;
  /** Resolves once the mode holds. Connections that have lost bytes are reset when bytes pass again. */
  set(mode: TcpMode): Promise<void>;
  /** Ends every open connection, as a server that restarts does; new ones are treated as the mode says. */
  cut(): void;
  /** Resolves when bytes of a client arrive. */
  nextBytes(): Promise<void>;
  close(): Promise<void>;
}

interface Connection {
  near: Socket;
  /** Absent where the server was never connected to. */
  far: Socket | undefined;
  /** Bytes of it were swallowed, or its other side is gone. */
  broken: boolean;
  /** What the server says next is dropped. */
  losesReply: boolean;
}

/** Starts a proxy on 127.0.0.1 to `target` (host:port), in mode `pass`. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(`tcp://${target}`);
  let mode: TcpMode = 'pass';
  const connections = new Set<Connection>();
  const waiting: (() => void)[] = [];

  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (mode === 'reset') return void near.resetAndDestroy();
    const passes = handsOn(mode);
    const far = passes ? connect({ host: hostname, port: Number(targetPort), allowHalfOpen: true }) : undefined;
    const connection: Connection = { near, far, broken: !passes, losesReply: false };
    connections.add(connection);
    near.once('close', () => connections.delete(connection));
    const heard = () => {
      for (const resolve of waiting.splice(0)) resolve();
    };
    void relay(connection, near, far, () => mode, heard);
    if (far) void relay(connection, far, near, () => mode);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const connection of connections) end(connection);
  };

  return {
    address: `127.0.0.1:${port}`,
    async set(next) {
      mode = next;
      if (mode === 'refuse') {
        server.close();
        return cut();
      }
      for (const connection of connections) apply(mode, connection);
      // While nobody listened, a connection of somebody else may have begun at this port.
      if (!server.listening) await eventually(() => listen(port).then(() => true, isPortTaken));
    },
    cut,
    nextBytes: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

const handsOn = (mode: TcpMode) => mode === 'pass' || typeof mode === 'object';

/** Does to an open connection what a new mode says. */
function apply(mode: TcpMode, connection: Connection): void {
  if (mode === 'reset' || (connection.broken && handsOn(mode))) {
    reset(connection);
  } else if (mode === 'half-open') {
    connection.broken = true;
    connection.far?.destroy();
  }
}

function reset({ near, far }: Connection): void {
  near.resetAndDestroy();
  far?.destroy();
}

function end({ near, far }: Connection): void {
  near.destroy();
  far?.destroy();
}

/** Hands what comes from one side to the other, as the mode of the moment says, until that side ends. */
async function relay(
  connection: Connection,
  from: Socket,
  to: Socket | undefined,
  mode: () => TcpMode,
  heard?: () => void,
): Promise<void> {
  try {
    // A side that has ended is still written to.
    for await (const bytes of from.iterator({ destroyOnReturn: false })) {
      heard?.();
      if (from === connection.near && isPicked(mode(), bytes)) connection.losesReply = true;
      else if (from === connection.far && connection.losesReply) return reset(connection);
      if (handsOn(mode()) && to && !connection.broken) await handOver(bytes, to, mode);
      else connection.broken = true;
    }
    if (!connection.broken) to?.end();
  } catch {
    // A line that breaks is the purpose of this proxy: it is news for the other side only.
    if (!connection.broken) end(connection);
  }
}

const isPicked = (mode: TcpMode, piece: Buffer): boolean =>
  typeof mode === 'object' && 'losesReplyTo' in mode && mode.losesReplyTo(piece);

async function handOver(bytes: Buffer, to: Socket, mode: () => TcpMode): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    const current = mode();
    const drips = typeof current === 'object' && 'bytesPerSecond' in current;
    if (drips) await delay(1_000 / current.bytesPerSecond);
    else if (typeof current === 'object' && 'latencyMs' in current) await delay(current.latencyMs);
    const piece = drips ? rest.subarray(0, 1) : rest;
    rest = rest.subarray(piece.length);
    if (!to.write(piece)) await once(to, 'drain');
  }
}

/** False for a port in use, so that it is tried again. @throws whatever else was wrong. */
function isPortTaken(error: NodeJS.ErrnoException): false {
  if (error.code !== 'EADDRINUSE') throw error;
  return false;
}
