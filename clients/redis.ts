import { type Command, Redis } from 'ioredis';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { isTraced, traced } from '../lib/trace.js';

/** Each command is a span, by its name alone. */
class TracedRedis extends Redis {
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    const sent = super.sendCommand(command, stream);
    // Beside the command: whoever sent it hears of its failure, and nobody of this.
    if (isTraced()) traced(`Redis ${command.name}`, {}, () => command.promise).catch(() => {});
    return sent;
  }
}

/**
 * A client of Redis or Valkey for what may be lost: it starts to connect at once, reconnects for ever, and while the
 * server is away its commands reject at once or within a second, so that callers fall back instead of waiting.
 * The caller ends it with `disconnect()`.
 * @param onOutage told of the first error of each outage
 */
export function createRedis({ url, onOutage }: { url: string; onOutage: (error: Error) => void }): Redis {
  const redis = new TracedRedis(url, {
    lazyConnect: true,
    connectTimeout: ENGINE_WAITS_MS.redisConnection,
    commandTimeout: ENGINE_WAITS_MS.redisCommand,
    // One that hangs is left, so that what follows rejects at once instead of waiting as well.
    socketTimeout: ENGINE_WAITS_MS.redisCommand,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) onOutage(error);
    away = true;
  });
  redis.on('ready', () => {
    away = false;
  });
  // The error listener has it already; here it would be an unhandled rejection.
  redis.connect().catch(() => {});
  return redis;
}

/** Resolves if the server answers within a second. @throws the client's error otherwise. */
export async function pingRedis(redis: Redis): Promise<void> {
  await redis.ping();
}
