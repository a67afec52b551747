import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to an engine that a test can cut. */
export interface TcpGate {
  /** host:port to use in place of the engine's. */
  address: string;
  passes(): void;
  /** New connections are closed at once, open ones are cut. */
  refuses(): void;
  /** Connections are accepted and nothing ever comes back. */
  hangs(): void;
  close(): Promise<void>;
}

/** Opens a semaphore in front of `target` (host:port), passing at first. */
export async function openGate(target: string): Promise<TcpGate> {
  const [host = '', port = ''] = target.split(':');
  let mode: 'passes' | 'refuses' | 'hangs' = 'passes';
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    keep(near);
    if (mode === 'refuses') return void near.destroy();
    if (mode === 'hangs') return void near.resume();
    const far = keep(connect(Number(port), host));
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const set = (next: typeof mode) => () => {
    mode = next;
    cut();
  };
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    passes: set('passes'),
    refuses: set('refuses'),
    hangs: set('hangs'),
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
