import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { createStudent } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Of the route: on a busy machine others may be slow, too. */
const slow = async (): Promise<string | undefined> => {
  const metrics = await (await fetch(`${app.api.url}/metrics`)).text();
  return metrics.split('\n').find((line) => line.startsWith('http_slow_statements_total{') && line.includes('/cards'));
};

test('metrics tell of which route a statement was slow', async () => {
  const student = await createStudent(app);
  expect(await slow()).toBeUndefined();
  const trx = await app.db.transaction();
  await trx.raw('LOCK TABLE review_cards IN ACCESS EXCLUSIVE MODE');
  const response = student.fetch('/cards?topic=physics/optics');
  const waiting = () =>
    app.db('pg_stat_activity').whereRaw('datname = current_database()').where({ wait_event_type: 'Lock' }).first('pid');
  await eventually(async () => (await waiting()) !== undefined);
  await trx.raw('SELECT pg_sleep(0.25)');
  await trx.rollback();
  expect((await response).status).toBe(200);
  expect(await slow()).toBe('http_slow_statements_total{method="GET",route="/api/v1/cards"} 1');
});
