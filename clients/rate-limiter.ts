import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { type CallRate, type CallsWanted, callMs, takeCalls } from '../domain/call-rate.js';
import { leased, type Take } from './leased-limiter.js';
import type { RateLimiter } from './rate-limit.js';

interface RateLimiterOptions {
  keyPrefix: string;
  rate: CallRate;
  /** Told each time that this process counts for itself. */
  onFallback?: () => void;
}

/** The share of a burst that a process takes from Redis at a time. */
const LEASE_SHARE = 0.05;

/** Keys that a process counts for itself while Redis is away; beyond that, those are forgotten that called least lately. */
const MAX_KEYS = 50_000;

/**
 * `takeCalls` of domain/call-rate.ts on KEYS[1], which holds when the whole burst is there again, in ms by the clock of
 * the server, which all processes share. A clock that was put back, or a limit that was raised, makes nobody wait longer
 * than from an empty burst on. ARGV: burst, ms a call, wanted, share.
 */
const TAKE_CALLS = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local burst, callMs, wanted, share = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local untilFull = (tonumber(redis.call('GET', KEYS[1])) or 0) - now
untilFull = math.min(math.max(untilFull, 0), burst * callMs)
local left = math.max(math.floor(burst - untilFull / callMs + 0.01), 0)
local granted = math.min(left * 2 > burst and math.max(wanted, share) or wanted, left)
if granted > 0 then
  untilFull = untilFull + granted * callMs
  redis.call('SET', KEYS[1], string.format('%.3f', now + untilFull), 'PX', math.ceil(untilFull))
end
return {granted, string.format('%.3f', untilFull)}`;

/**
 * Allows calls of a key at a rate, counted in Redis for all processes. While Redis is away, or slower than a request
 * may wait, each process counts for itself, so that an outage does not lift the limit.
 * Of a large burst each process takes a twentieth at a time: never more than the burst goes through at once.
 */
export function createRateLimiter(redis: Redis, { keyPrefix, rate, onFallback }: RateLimiterOptions): RateLimiter {
  redis.defineCommand('takeCalls', { numberOfKeys: 1, lua: TAKE_CALLS });
  const { takeCalls: run } = redis as unknown as Record<'takeCalls', TakeCalls>;
  const own = countInMemory(rate);
  const take: Take = (key, calls, time) =>
    time
      .spend(() => run.call(redis, `${keyPrefix}:${key}`, rate.burst, callMs(rate), calls.wanted, calls.share))
      .then(([granted, untilFull]) => ({ granted, untilFullMs: Number(untilFull) }))
      .catch(() => {
        onFallback?.();
        return own(key, calls);
      });
  return leased(take, rate, Math.max(1, Math.floor(rate.burst * LEASE_SHARE)));
}

type TakeCalls = (
  key: string,
  ...args: [burst: number, callMs: number, wanted: number, share: number]
) => Promise<[number, string]>;

function countInMemory(rate: CallRate) {
  const fullAt = new LRUCache<string, number>({ max: MAX_KEYS });
  return (key: string, calls: CallsWanted) => {
    const now = performance.now();
    const taken = takeCalls(rate, Math.max((fullAt.get(key) ?? 0) - now, 0), calls);
    fullAt.set(key, now + taken.untilFullMs);
    return taken;
  };
}
