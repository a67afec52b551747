import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { eventLoopDelay, type Strain, watchLoad } from '../../api/load.js';
import { SHED_ORDER } from '../../domain/load-level.js';
import { startApiProcess } from '../support/api-process.js';
import { eventually } from '../support/eventually.js';
import { bearer, json, postTo, problemOf } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { withTestApp } from '../support/test-app.js';

const silent = pino({ level: 'silent' });

/** Runs what needs a load that is looked at, and ends the looks. */
async function watching(strains: Strain[], use: (load: ReturnType<typeof watchLoad>) => Promise<void>): Promise<void> {
  const load = watchLoad(strains, silent);
  await use(load).finally(load.stop);
}

describe('the load of a process', () => {
  test('grows while the event loop is late, tells why it refuses, and goes back when the loop is in time', async () => {
    await watching([eventLoopDelay(30)], async (load) => {
      const until = performance.now() + 60_000;
      while (load.level() < 2 && performance.now() < until) {
        for (const began = performance.now(); performance.now() - began < 80; );
        await setImmediate();
      }
      expect(load.refuses('unknown')).toBe('event-loop');
      expect(load.refuses('sign-in')).toBeUndefined();
      expect(load.refused.get('unknown event-loop')).toBe(1);
      await eventually(async () => load.level() <= 0);
      expect(SHED_ORDER.map((work) => load.refuses(work))).toEqual(SHED_ORDER.map(() => undefined));
    });
  });

  test('is that of the worst strain', async () => {
    const strain = (name: string, ms: number): Strain => ({ name, measure: () => ms, limitMs: 100 });
    await watching([strain('calm', 10), strain('high', 500), strain('some', 120)], async (load) => {
      await eventually(async () => load.level() >= 1);
      expect(load.refuses('unknown')).toBe('high');
    });
  });
});

describe('an API whose pool is used up', () => {
  test('refuses unknown work, then reads, then writes and logins, answers for its health, and serves again', async () => {
    const origin = 'https://app.example';
    const settings = { DATABASE_POOL_MAX: '2', SHED_POOL_MS: '50', CORS_ORIGINS: origin };
    await withTestApp(settings, async (app) => {
      const student = await createStudent(app);
      const held = await app.db.transaction();
      await held('users').where({ id: student.id }).forUpdate();
      // Each waits for the row with a connection of the API, until there is none for anybody else.
      const writes = Array.from({ length: 6 }, () => student.fetch('/study/start', json('POST', { mode: 'free' })));
      try {
        const unknown = await shed(() => fetch(`${app.api.url}/nothing`, { headers: { Origin: origin } }));
        expect(unknown.status).toBe(503);
        expect(Number(unknown.headers.get('Retry-After'))).toBeGreaterThan(0);
        // A page of the frontend may read that.
        expect(unknown.headers.get('Access-Control-Allow-Origin')).toBe(origin);
        expect(unknown.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
        await shed(() => student.fetch('/materials'));
        await shed(() => student.fetch('/notices/seen', json('POST', { noticeIds: [student.id] })));
        await shed(() => postTo(app, '/auth/login', { email: student.email, password: PASSWORD }));
        expect((await fetch(`${app.api.url}/healthz`)).status).toBe(200);
        const counts = await shedCounts(app.api);
        expect(Object.keys(counts).sort()).toEqual([...SHED_ORDER].sort());
      } finally {
        await held.rollback();
      }
      await Promise.all(writes);
      await eventually(async () => (await fetch(`${app.api.url}/nothing`)).status === 404);
      expect((await postTo(app, '/auth/login', { email: student.email, password: PASSWORD })).status).toBe(200);
      expect((await student.fetch('/auth/me')).status).toBe(200);
    });
  });
});

/** Asks until it is refused for the load; what is not, may wait for a connection that does not come. */
const shed = (ask: () => Promise<Response>): Promise<Response> =>
  eventually(async () => {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, 2_000, undefined));
    const response = await Promise.race([ask(), late]);
    const isShed = response?.status === 503 && (await problemOf(response.clone())) === 'overloaded';
    return isShed ? response : undefined;
  });

/** How often each kind of work was refused, as /metrics tells it. */
async function shedCounts({ url }: { url: string }): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = [...text.matchAll(/^requests_shed_total\{work="([\w-]+)",reason="database-pool"\} (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, work = '', times]) => [work, Number(times)]));
}

test('an API that has just started, and is asked a little, refuses nothing by its own limits', async () => {
  await withTestApp({}, async (app) => {
    const student = await createStudent(app);
    const api = await startApiProcess({ ...app.env, SHED_LOOP_MS: '', SHED_POOL_MS: '' });
    try {
      const ask = () => fetch(`${api.url}/api/v1/auth/me`, { headers: bearer(student.accessToken) });
      const responses = await Promise.all(Array.from({ length: 50 }, ask));
      expect(responses.filter(({ status }) => status !== 200)).toEqual([]);
      expect(await shedCounts(api)).toEqual({});
    } finally {
      await api.kill();
    }
  });
});
