import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import type { RateLimit } from '../../clients/rate-limit.js';
import { createRateLimiter } from '../../clients/rate-limiter.js';
import { createRedis, pingRedis } from '../../clients/redis.js';
import { rateOf } from '../../domain/call-rate.js';
import { createTimeBudget } from '../../lib/time-budget.js';
import { env } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';

/** Before every key of this run; all of them expire within a minute. */
const run = `test-${randomUUID()}`;
const url = new URL(env('REDIS_URL'));
let proxy: TcpProxy;
let redis: Redis;
let outages: Error[];

beforeAll(async () => {
  proxy = await startTcpProxy(url.host);
  url.host = proxy.address;
});

beforeEach(async () => {
  redis?.disconnect();
  const told: Error[] = [];
  outages = told;
  await proxy.set('pass');
  redis = createRedis({ url: url.href, onOutage: (error) => void told.push(error) });
  await next(redis, 'ready');
});

afterAll(async () => {
  redis.disconnect();
  await proxy.close();
});

/** Not node's `once`: that rejects at the errors these tests provoke. */
const next = (client: Redis, event: string) => new Promise<void>((resolve) => client.once(event, () => resolve()));

async function cutAndWait(): Promise<void> {
  const closed = next(redis, 'close');
  await proxy.set('refuse');
  await closed;
}

describe('the redis client', () => {
  it('answers', async () => {
    await pingRedis(redis);
    await redis.set(`${run}:a`, '1', 'EX', 60);
    expect(await redis.get(`${run}:a`)).toBe('1');
    expect(outages).toEqual([]);
  });

  it('rejects at once while the server is away, and works when it is back', async () => {
    await cutAndWait();
    const started = performance.now();
    await expect(redis.get(`${run}:a`)).rejects.toThrow();
    await expect(pingRedis(redis)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(1000);
    const ready = next(redis, 'ready');
    await proxy.set('pass');
    await ready;
    await pingRedis(redis);
  });

  it('rejects within its time when the server hangs', async () => {
    await proxy.set('black-hole');
    const started = performance.now();
    await expect(pingRedis(redis)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('tells of an outage once, however often it tries, and of the next one again', async () => {
    for (const outage of [1, 2]) {
      await cutAndWait();
      for (let attempt = 0; attempt < 3; attempt++) await next(redis, 'reconnecting');
      const ready = next(redis, 'ready');
      await proxy.set('pass');
      await ready;
      expect(outages).toHaveLength(outage);
    }
  });

  it('does not throw when nobody listens', async () => {
    const told: Error[] = [];
    const lost = createRedis({ url: 'redis://127.0.0.1:1', onOutage: (error) => void told.push(error) });
    await next(lost, 'reconnecting');
    expect(told).toMatchObject([{ code: 'ECONNREFUSED' }]);
    await expect(pingRedis(lost)).rejects.toThrow();
    lost.disconnect();
  });
});

describe('the rate limiter', () => {
  /** Each call as of a request of its own, which has the patience of a busy machine. */
  const limit = (name: string, perMinute: number) => {
    const { consume } = createRateLimiter(redis, { keyPrefix: `${run}:${name}`, rate: rateOf(perMinute) });
    return { consume: (key: string) => consume(key, createTimeBudget(5_000)) };
  };
  /** Three at once, and one comes back in ten seconds. */
  const limiter = (name: string) => limit(name, 6);
  const allowedOf = (states: (RateLimit | undefined)[]) => states.filter((state) => state?.allowed).length;

  it('allows a burst, and says what is left and when there is more', async () => {
    const { consume } = limiter('plain');
    for (const left of [2, 1, 0]) expect(await consume('anna')).toMatchObject({ allowed: true, left });
    const refused = await consume('anna');
    expect(refused).toMatchObject({ allowed: false, left: 0 });
    expect(refused.waitMs).toBeGreaterThan(0);
    expect(refused.waitMs).toBeLessThanOrEqual(10_000);
    expect(refused.untilFullMs).toBeCloseTo(refused.waitMs + 20_000);
    expect(await consume('bert')).toMatchObject({ allowed: true, left: 2 });
  });

  it('gives calls back one by one, not all at the border of a window', async () => {
    const { consume } = limit('border', 60);
    const all = () => Promise.all(Array.from({ length: 60 }, () => consume('anna')));
    const began = performance.now();
    expect(allowedOf(await all())).toBe(30);
    const later = await eventually(async () => {
      const states = await all();
      return allowedOf(states) > 0 ? states : undefined;
    });
    // One a second: whatever has come back since, it is no second burst.
    expect(allowedOf(later)).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 1_000));
  });

  it('counts for all processes together', async () => {
    const [one, two] = [limiter('shared'), limiter('shared')];
    await one.consume('anna');
    await two.consume('anna');
    await one.consume('anna');
    expect(await two.consume('anna')).toMatchObject({ allowed: false });
  });

  it('lets no burst of parallel calls through', async () => {
    const { consume } = limiter('burst');
    expect(allowedOf(await Promise.all(Array.from({ length: 20 }, () => consume('anna'))))).toBe(3);
  });

  it('lets no call more through where a large burst is taken in shares by several processes', async () => {
    const processes = [1, 2, 3].map(() => limit('large', 200));
    const began = performance.now();
    const states = await Promise.all(Array.from({ length: 300 }, (_, call) => processes[call % 3]?.consume('anna')));
    const comeBack = ((performance.now() - began) * 200) / 60_000;
    expect(allowedOf(states)).toBeLessThanOrEqual(100 + comeBack);
    // What is under way of a share while it is lost is little.
    expect(allowedOf(states)).toBeGreaterThan(90);
    expect(states.at(-1)).toMatchObject({ allowed: false, left: 0 });
  });

  it('takes in Redis what it takes in memory', async () => {
    const rate = { perMinute: 1, burst: 100 };
    const lost = createRedis({ url: 'redis://127.0.0.1:1', onOutage: () => {} });
    const states = async (client: Redis, key: string) => {
      const { consume } = createRateLimiter(client, { keyPrefix: `${run}:same`, rate });
      const taken: RateLimit[] = [];
      while (taken.length < 110) taken.push(await consume(key, createTimeBudget(5_000)));
      return taken.map(({ allowed, left }) => `${allowed} ${left}`).join();
    };
    // A Redis that is late on a busy machine is counted for in memory, from a whole burst on.
    await eventually(async () => {
      const key = randomUUID();
      return (await states(redis, key)) === (await states(lost, key));
    });
    lost.disconnect();
  });

  it('makes nobody wait longer than from an empty burst on, whatever the clock or the limit was', async () => {
    const { consume } = limiter('clock');
    await redis.set(`${run}:clock:anna`, Date.now() + 86_400_000, 'PX', 60_000);
    const refused = await consume('anna');
    expect(refused).toMatchObject({ allowed: false, left: 0 });
    expect(refused.untilFullMs).toBeLessThanOrEqual(30_000);
  });

  it('still limits while redis is away', async () => {
    const { consume } = limiter('outage');
    await cutAndWait();
    for (const left of [2, 1, 0]) expect(await consume('anna')).toMatchObject({ allowed: true, left });
    expect(await consume('anna')).toMatchObject({ allowed: false, left: 0 });
  });

  it('still limits while redis hangs', async () => {
    const { consume } = limiter('hang');
    await proxy.set('black-hole');
    expect(allowedOf(await Promise.all(Array.from({ length: 4 }, () => consume('anna'))))).toBe(3);
  });
});
