import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadCatalog } from '../../services/content/load-catalog.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const subjects = (init?: RequestInit) => checkedFetch(`${app.api.url}/api/v1/subjects`, init);

test('anybody sees the whole catalog, in its order', async () => {
  const response = await subjects();
  expect(response.status).toBe(200);
  const catalog = (await loadCatalog()).map(({ position: _, topics, ...subject }) => ({
    ...subject,
    topics: topics.map(({ prerequisites: _, ...topic }) => topic),
  }));
  expect(await body(response)).toEqual({ data: catalog });
});

test('a token that is worth nothing changes nothing', async () => {
  expect((await subjects({ headers: { Authorization: 'Bearer x.y.z' } })).status).toBe(200);
});

test('who has it already is not sent it again, until it changes', async () => {
  const etag = (await subjects()).headers.get('ETag') ?? '';
  const condition = { headers: { 'If-None-Match': etag } };
  expect((await subjects(condition)).status).toBe(304);
  await app.db('topics').where({ slug: 'cells' }).update({ name: 'The cell' });
  const changed = await subjects(condition);
  await app.db('topics').where({ slug: 'cells' }).update({ name: 'Cells' });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain('The cell');
});
