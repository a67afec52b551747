import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A response as its bytes came. */
export interface RawResponse {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

/** A TCP connection on which a test writes HTTP/1.1 piece by piece. */
export interface RawConnection {
  socket: Socket;
  write(bytes: string | Uint8Array): void;
  /** The next response. @throws Error when the connection ends before it is whole. */
  response(): Promise<RawResponse>;
  /** Resolves when the server has ended the connection. */
  closed: Promise<unknown>;
}

/** Opens one to the server of `url`. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // A server that cuts a caller who still sends resets the connection.
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  let heard = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    heard = Buffer.concat([heard, bytes]);
  });
  return {
    socket,
    closed,
    write: (bytes) => void socket.write(bytes),
    async response() {
      for (;;) {
        const found = parse(heard);
        if (found) {
          heard = heard.subarray(found.bytes);
          return found.response;
        }
        if (socket.closed) throw new Error(`the connection ended after ${heard.length} bytes`);
        await Promise.race([once(socket, 'data'), closed]);
      }
    },
  };
}

function parse(heard: Buffer): { response: RawResponse; bytes: number } | undefined {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = heard.subarray(0, end).toString().split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const bytes = end + 4 + Number(headers['content-length'] ?? 0);
  if (heard.length < bytes) return undefined;
  const body = heard.subarray(end + 4, bytes).toString();
  return { response: { status: Number(first.split(' ')[1]), headers, body }, bytes };
}
