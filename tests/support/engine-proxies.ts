import { env } from './database.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** The engines of a request, by the variables that hold their addresses. */
export const ENGINES = ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT', 'TEMPORAL_ADDRESS'] as const;
export type Engine = (typeof ENGINES)[number];

/** A proxy in front of each engine. */
export type EngineProxies = Record<Engine, TcpProxy> & {
  passAll(): Promise<void>;
  close(): Promise<void>;
};

export async function startEngineProxies(): Promise<EngineProxies> {
  const started = await Promise.all(
    ENGINES.map(async (engine) => [engine, await startTcpProxy(hostOf(env(engine)))] as const),
  );
  const all = started.map(([, proxy]) => proxy);
  return {
    ...(Object.fromEntries(started) as Record<Engine, TcpProxy>),
    passAll: async () => void (await Promise.all(all.map((proxy) => proxy.set('pass')))),
    close: async () => void (await Promise.all(all.map((proxy) => proxy.close()))),
  };
}

/** Variables that lead an app to its engines through the proxies; for `startTestApp`. */
export const behindProxies =
  (proxies: EngineProxies) =>
  (own: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      ENGINES.map((engine) => {
        const address = own[engine] ?? '';
        return [engine, address.replace(hostOf(address), proxies[engine].address)];
      }),
    );

const hostOf = (address: string): string => (address.includes('://') ? new URL(address).host : address);

const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);

/** Whether a piece completes something that is asked of an engine. */
export const ASKS = {
  /** A simple query, or an extended one, which ends with a Sync. */
  DATABASE_URL: (piece: Buffer) => piece[0] === 0x51 || piece.subarray(-5).equals(SYNC),
  S3_ENDPOINT: (piece: Buffer) => /^(?:PUT|POST|GET|DELETE) /.test(piece.toString('latin1', 0, 8)),
  /** A call is several pieces. */
  TEMPORAL_ADDRESS: () => true,
} satisfies Partial<Record<Engine, (piece: Buffer) => boolean>>;
/** An engine whose requests are counted. */
export type WatchedEngine = keyof typeof ASKS;
