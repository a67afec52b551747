import { Redis } from 'ioredis';
import type { Config } from '../../config.js';

/** What Redis holds of an app. */
export async function listRedisKeys({ REDIS_URL, REDIS_KEY_PREFIX }: Config): Promise<string[]> {
  const redis = new Redis(REDIS_URL);
  const keys = await redis.keys(`${REDIS_KEY_PREFIX}*`);
  redis.disconnect();
  return keys;
}

/** Makes Redis forget an app, as a flush would; others share the server. @returns how many keys went */
export async function flushRedis(config: Config): Promise<number> {
  const keys = await listRedisKeys(config);
  const redis = new Redis(config.REDIS_URL);
  const gone = keys.length > 0 ? await redis.del(keys) : 0;
  redis.disconnect();
  return gone;
}
