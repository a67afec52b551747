import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { VERSION_MS } from '../../../clients/view-scripts.js';
import { eventually } from '../../support/eventually.js';
import { buildStudent } from '../../support/factories/index.js';
import { flushRedis } from '../../support/redis.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';
import { openTestData, type TestData } from '../../support/test-data.js';
import { commit, inAnHour, openProcess, type Process, shown, versionView } from './use-views.js';

let data: TestData;
let proxy: TcpProxy;
let one: Process;
let other: Process;
/** Behind a proxy, and with the patience of production. */
let weak: Process;
let server: Redis;
let userId: string;
beforeAll(async () => {
  data = await openTestData();
  server = new Redis(data.config.REDIS_URL);
  const url = new URL(data.config.REDIS_URL);
  proxy = await startTcpProxy(url.host);
  url.host = proxy.address;
  weak = await openProcess(data, { redisUrl: url.href, waitMs: 50 });
  one = await openProcess(data);
  other = await openProcess(data);
});
beforeEach(async () => {
  userId = (await buildStudent(data.db)).id;
});
afterEach(async () => {
  await proxy.set('pass');
  await eventually(async () => {
    await weak.views.tell(userId);
    return weak.redis.status === 'ready' && !weak.store.isResting();
  });
});
afterAll(async () => {
  await weak.close();
  await one.close();
  await other.close();
  server.disconnect();
  await proxy.close();
  await data.close();
});

const key = (name: string) => `${data.config.REDIS_KEY_PREFIX}${name}`;
const versionKey = () => key(`v:{${userId}}`);
const viewKey = (version: number) => key(`progress:{${userId}}:${version}`);
/** How long a view is kept, once it is. */
const lifeOf = (version: number) => eventually(async () => Math.max(await server.pttl(viewKey(version)), 0));
const write = async (by: Process) => {
  const version = await commit(data.db, userId);
  await by.views.tell(userId);
  return version;
};
const count = (by: Process, outcome: string) => by.views.reads.get(`progress ${outcome}` as never) ?? 0;

/** A view whose making waits until it is let go. */
function heldView() {
  let release = () => {};
  let begun = () => {};
  const isLet = new Promise<void>((resolve) => (release = resolve));
  const isMade = new Promise<void>((resolve) => (begun = resolve));
  const source = versionView(data.db, userId);
  const make: typeof source.make = async (version) => {
    const made = await source.make(version);
    begun();
    await isLet;
    return made;
  };
  return { source: { ...source, make }, isMade, release: () => release() };
}

describe('a view', () => {
  test('is made once, and then given as it was kept, by every process, under its tag', async () => {
    const made = { times: 0 };
    const first = await one.views.read(versionView(data.db, userId, made));
    const again = await other.views.read(versionView(data.db, userId, made));
    expect([made.times, String(again.json), again.etag]).toEqual([1, String(first.json), first.etag]);
    expect(first.etag).toMatch(/^[\w-]{27}$/);
  });

  test('is another after a write, for every process', async () => {
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(0);
    const version = await write(one);
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(version);
  });

  test('is kept for 5 to 15 minutes and a minute of grace, not the same time each', async () => {
    const lives = new Set<number>();
    for (let at = 0; at < 8; at += 1) {
      const version = await write(one);
      await one.views.read(versionView(data.db, userId));
      lives.add(await lifeOf(version));
    }
    for (const life of lives) {
      expect(life).toBeGreaterThan(6 * 60_000);
      expect(life).toBeLessThan(16 * 60_000);
    }
    expect(Math.max(...lives) - Math.min(...lives)).toBeGreaterThan(1_000);
  });

  test('is not kept beyond the moment from when on it is another, nor where a part is missing', async () => {
    const source = versionView(data.db, userId);
    const until = new Date(Date.now() + 90_000);
    await one.views.read({ ...source, make: async (begun) => ({ ...(await source.make(begun)), until }) });
    expect(await lifeOf(0)).toBeLessThanOrEqual(90_000);
    const version = await write(one);
    const partial = { ...source, make: async () => ({ body: {}, until: inAnHour(), isPartial: true }) };
    await one.views.read(partial);
    expect(await server.exists(viewKey(version))).toBe(0);
    expect(shown(await one.views.read(source))).toBe(version);
  });

  test('takes the place of the one before, so that who writes and reads without end does not fill Redis', async () => {
    for (let at = 0; at < 5; at += 1) {
      await one.views.read(versionView(data.db, userId));
      await lifeOf((await write(one)) - 1);
    }
    await one.views.read(versionView(data.db, userId));
    await lifeOf(5);
    const kept = await Promise.all([0, 1, 2, 3, 4, 5].map((version) => server.exists(viewKey(version))));
    expect(kept).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test('of one student is never given to another', async () => {
    const version = await write(one);
    await one.views.read(versionView(data.db, userId));
    const { id: otherId } = await buildStudent(data.db);
    expect(version).toBeGreaterThan(shown(await one.views.read(versionView(data.db, otherId))));
  });

  test('whose making fails is made by the next who asks', async () => {
    const source = versionView(data.db, userId);
    const failing = { ...source, make: () => Promise.reject(new Error('cannot be made')) };
    await expect(one.views.read(failing)).rejects.toThrow('cannot be made');
    expect(shown(await other.views.read(source))).toBe(0);
  });
});

describe('of many who ask at once', () => {
  test('one makes it, and the others wait for it', async () => {
    const made = { times: 0 };
    const readers = Array.from({ length: 20 }, (_, at) =>
      (at % 2 ? one : other).views.read(versionView(data.db, userId, made)),
    );
    const seen = new Set((await Promise.all(readers)).map(({ etag }) => etag));
    expect([seen.size, made.times]).toEqual([1, 1]);
  });

  test('nobody waits for long: whoever has waited a second makes it, too', async () => {
    const held = heldView();
    const slow = one.views.read(held.source);
    await held.isMade;
    const before = count(other, 'wait');
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(0);
    expect(count(other, 'wait')).toBe(before + 1);
    held.release();
    expect(shown(await slow)).toBe(0);
  });

  test('the old one is given to all but the one who makes it anew', async () => {
    await one.views.read(versionView(data.db, userId));
    await lifeOf(0);
    await server.pexpire(viewKey(0), 30_000);
    const held = heldView();
    const maker = one.views.read(held.source);
    await held.isMade;
    const before = count(other, 'stale');
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(0);
    expect(count(other, 'stale')).toBe(before + 1);
    held.release();
    await maker;
    await eventually(async () => (await lifeOf(0)) > 60_000);
  });

  test('a flight of what was before a write holds nobody up', async () => {
    const held = heldView();
    const slow = one.views.read(held.source);
    await held.isMade;
    const version = await write(other);
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(version);
    held.release();
    await slow;
    expect(shown(await one.views.read(versionView(data.db, userId)))).toBe(version);
  });
});

describe('a slow reader never puts an old version back', () => {
  /** A reader that has read the version and is held before it tells it. */
  function heldReader() {
    let release = () => {};
    let begun = () => {};
    const isLet = new Promise<void>((resolve) => (release = resolve));
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const begin = async () => {
      const row = await data.db('user_stats').where({ userId }).first('version');
      begun();
      await isLet;
      return { version: row?.version ?? 0 };
    };
    return { reading: one.views.read({ ...versionView(data.db, userId), begin }), hasBegun, release: () => release() };
  }

  test('where somebody writes meanwhile', async () => {
    const slow = heldReader();
    await slow.hasBegun;
    const version = await write(other);
    slow.release();
    await slow.reading;
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(version);
  });

  test('where somebody writes and Redis is flushed', async () => {
    const slow = heldReader();
    await slow.hasBegun;
    const version = await write(other);
    await flushRedis(data.config);
    slow.release();
    await slow.reading;
    expect(await server.get(versionKey())).toBeNull();
    expect(shown(await other.views.read(versionView(data.db, userId)))).toBe(version);
  });
});

describe('a version', () => {
  test('is asked for again after a minute: a write that nobody told of is seen by then', async () => {
    await one.views.read(versionView(data.db, userId));
    const life = await server.pttl(versionKey());
    expect(life).toBeGreaterThan(0);
    expect(life).toBeLessThanOrEqual(VERSION_MS);
    const version = await commit(data.db, userId);
    expect(shown(await one.views.read(versionView(data.db, userId)))).toBe(version - 1);
    // Reads do not prolong it.
    expect(await server.pttl(versionKey())).toBeLessThanOrEqual(life);
    await server.del(versionKey());
    expect(shown(await one.views.read(versionView(data.db, userId)))).toBe(version);
  });

  test('of a write that Redis did not take is told to every process by Postgres', async () => {
    await other.views.read(versionView(data.db, userId));
    await proxy.set('black-hole');
    const version = await write(weak);
    await eventually(async () => shown(await other.views.read(versionView(data.db, userId))) === version);
    expect(shown(await weak.views.read(versionView(data.db, userId)))).toBe(version);
    expect(weak.views.tells.get('missed')).toBeGreaterThan(0);
  });

  test('is not trusted where Postgres could not have told', async () => {
    const listening = await data
      .db('pg_stat_activity')
      .whereRaw(`datname = current_database() AND application_name = 'scholium-listen'`)
      .pluck('pid');
    await other.views.read(versionView(data.db, userId));
    const version = await commit(data.db, userId);
    await data.db.raw('SELECT pg_terminate_backend(pid) FROM unnest(CAST(? AS integer[])) AS pid', [listening]);
    await eventually(async () => shown(await other.views.read(versionView(data.db, userId))) === version, 10_000);
  });
});

describe.each(['black-hole', 'refuse', { latencyMs: 200 }] as const)('with Redis %j', (fault) => {
  test('Postgres answers within a bound, nobody waits each time, and it comes back by itself', async () => {
    await weak.views.read(versionView(data.db, userId));
    await proxy.set(fault);
    const version = await commit(data.db, userId);
    for (let at = 0; at < 4; at += 1) await weak.views.read(versionView(data.db, userId));
    expect(weak.store.isResting()).toBe(true);
    const before = count(weak, 'direct');
    const began = performance.now();
    for (let at = 0; at < 20; at += 1) expect(shown(await weak.views.read(versionView(data.db, userId)))).toBe(version);
    expect(count(weak, 'direct')).toBe(before + 20);
    // On a busy machine Postgres takes its time, too.
    expect(performance.now() - began).toBeLessThan(20 * 500);
    await proxy.set('pass');
    const hits = count(weak, 'hit');
    await eventually(async () => {
      expect(shown(await weak.views.read(versionView(data.db, userId)))).toBeGreaterThanOrEqual(version - 1);
      return count(weak, 'hit') > hits;
    });
    expect(weak.store.isResting()).toBe(false);
  });
});
