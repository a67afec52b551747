import { connect, type Socket } from 'node:net';

/** What came back on a connection, until the other side ended it. */
export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** From connecting to the end, in milliseconds. */
  tookMs: number;
}

/** Opens a connection and writes to it; its end is left to the other side. */
export function openSocket(url: string, text: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => void socket.write(text));
  // A reset is one way to be cut.
  socket.on('error', () => {});
  return socket;
}

/** All that the other side sends before it ends the connection; status 0 where that is nothing. */
export async function responseOn(socket: Socket): Promise<RawResponse> {
  const began = performance.now();
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  await new Promise((resolve) => socket.once('close', resolve));
  const [head = '', body = ''] = Buffer.concat(pieces).toString().split('\r\n\r\n', 2);
  const [line = '', ...lines] = head.split('\r\n');
  const headers = lines.map((one) => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 2)]);
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers),
    body,
    tookMs: performance.now() - began,
  };
}

/** Writes one byte after another, so many milliseconds apart, until the connection ends. */
export function drip(socket: Socket, everyMs: number): void {
  const timer = setInterval(() => socket.writable && socket.write('a'), everyMs);
  socket.once('close', () => clearInterval(timer));
}
