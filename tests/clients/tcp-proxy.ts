import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A connection to a real engine that a test can cut and restore. */
export interface TcpProxy {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Keeps connections open but swallows what is sent. */
  freeze(): void;
  restore(): void;
  /** Resolves when a client's bytes arrive. */
  nextBytes(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy on 127.0.0.1 that passes bytes to `host:port`. */
export async function startTcpProxy(host: string, port: number): Promise<TcpProxy> {
  let state: 'up' | 'cut' | 'frozen' = 'up';
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];

  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (bytes) => {
      if (state === 'up') to.write(bytes);
    });
    // A cut line is the purpose of this proxy, so its errors are no news.
    from.on('error', () => from.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(port, host);
    pass(near, far);
    pass(far, near);
    near.on('data', () => {
      for (const resolve of waiting.splice(0)) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      end();
    },
    freeze: () => {
      state = 'frozen';
    },
    restore: () => {
      state = 'up';
    },
    nextBytes: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        end();
      }),
  };
}

/** The value of a variable that the test runner sets. */
export function engineAddress(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through npm test`);
  return value;
}
