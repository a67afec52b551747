import { describe, expect, test } from '@jest/globals';
import { ASKS, behindProxies, type EngineProxies, startEngineProxies } from '../../support/engine-proxies.js';
import { eventually } from '../../support/eventually.js';
import { problemOf } from '../../support/http.js';
import { flushRedis } from '../../support/redis.js';
import { startTestApp } from '../../support/test-app.js';
import { useDashboard } from './use-dashboard.js';

let proxies: EngineProxies;
/** An app whose engines a test may take away. */
async function startBehindProxies() {
  proxies = await startEngineProxies();
  const app = await startTestApp({}, behindProxies(proxies));
  const close = async () => {
    await proxies.passAll();
    await app.close();
    await proxies.close();
  };
  return { ...app, close };
}

const { tests, dashboard, anew, post } = useDashboard(startBehindProxies);
const metrics = async () => (await fetch(`${tests.app.api.url}/metrics`)).text();

test('nobody sees one without a login', async () => {
  const response = await fetch(`${tests.app.api.url}/api/v1/dashboard`);
  expect([response.status, await problemOf(response)]).toEqual([401, 'unauthenticated']);
});

test('who has it gets 304, and what is new after a write', async () => {
  const tag = async (condition = '') => tests.student.fetch('/dashboard', { headers: { 'If-None-Match': condition } });
  const etag = (await tag()).headers.get('ETag') ?? '';
  const again = await tag(etag);
  expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag]);
  await post('/onboarding', { preferences: { dailyMinutes: 50 } });
  expect((await tag(etag)).status).toBe(200);
});

test('cold it takes two round trips to the database, warm none', async () => {
  await dashboard();
  let asked = 0;
  const losesReplyTo = (piece: Buffer) => {
    if (ASKS.DATABASE_URL(piece)) asked += 1;
    return false;
  };
  await flushRedis(tests.app.config);
  await proxies.DATABASE_URL.set({ losesReplyTo });
  await dashboard();
  const cold = asked;
  await dashboard();
  await proxies.DATABASE_URL.set('pass');
  expect([cold, asked - cold]).toEqual([2, 0]);
});

describe('a part that cannot be had', () => {
  test('is missing and null, and the others are there; once it can be had, it is there', async () => {
    await tests.db.raw('ALTER TABLE notices RENAME TO notices_away');
    const page = await anew().finally(() => tests.db.raw('ALTER TABLE notices_away RENAME TO notices'));
    expect(page).toMatchObject({ missing: ['notices'], notices: null, level: { level: 1 }, reviews: { due: 0 } });
    expect(page.week).not.toBeNull();
    expect(await dashboard()).toMatchObject({ missing: [], notices: { unseen: 0 } });
  });

  test('in time is missing as well', async () => {
    const trx = await tests.db.transaction();
    await trx.raw('LOCK TABLE review_cards IN ACCESS EXCLUSIVE MODE');
    const page = await anew().finally(() => trx.rollback());
    // Recommendations look at cards, too.
    expect(page.missing.toSorted()).toEqual(['recommendations', 'reviews']);
    expect(page.weakTopics).toEqual([]);
    expect(await dashboard()).toMatchObject({ missing: [], reviews: { due: 0 } });
  });

  test('leaves no statement behind that goes on', async () => {
    const trx = await tests.db.transaction();
    await trx.raw('LOCK TABLE review_cards IN ACCESS EXCLUSIVE MODE');
    await anew();
    const waiting = () =>
      tests
        .db('pg_stat_activity')
        .whereRaw('datname = current_database()')
        .where({ wait_event_type: 'Lock' })
        .first('pid');
    await eventually(async () => (await waiting()) === undefined).finally(() => trx.rollback());
  });
});

test('without Redis it is made each time', async () => {
  await proxies.REDIS_URL.set('refuse');
  await post('/onboarding', { preferences: { dailyMinutes: 25 } });
  expect((await dashboard()).today.goalMinutes).toBe(25);
  await post('/onboarding', { preferences: { dailyMinutes: 35 } });
  expect((await dashboard()).today.goalMinutes).toBe(35);
  await proxies.REDIS_URL.set('pass');
  await eventually(async () => {
    expect((await dashboard()).today.goalMinutes).toBe(35);
    return /view_redis_resting 0/.test(await metrics());
  });
});

test('metrics count hits, flights and writes', async () => {
  const counts = async () => {
    const lines = (await metrics()).split('\n');
    return [
      'view_reads_total{view="dashboard",outcome="hit"}',
      'view_reads_total{view="dashboard",outcome="lead"}',
      'view_versions_total{outcome="told"}',
    ].map((name) => Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? 0));
  };
  const before = await counts();
  await dashboard();
  await dashboard();
  await post('/onboarding', { preferences: { dailyMinutes: 25 } });
  expect((await counts()).map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1, 1]);
});
