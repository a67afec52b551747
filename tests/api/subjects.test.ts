import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../db/catalogue/index.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { type House, openHouse } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const subjects = (init?: RequestInit) => checkedFetch(`${house.api.url}/api/v1/subjects`, init);

test('anybody sees the whole catalogue, in its order', async () => {
  const answer = await subjects();
  expect(answer.status).toBe(200);
  expect(await body(answer)).toEqual({ data: CATALOGUE });
});

test('a token that is worth nothing changes nothing', async () => {
  expect((await subjects({ headers: { Authorization: 'Bearer x.y.z' } })).status).toBe(200);
});

test('who has it already is not sent it again, until it changes', async () => {
  const etag = (await subjects()).headers.get('ETag') ?? '';
  const condition = { headers: { 'If-None-Match': etag } };
  expect((await subjects(condition)).status).toBe(304);
  await house.db('topics').where({ slug: 'cells' }).update({ name: 'The cell' });
  const changed = await subjects(condition);
  await house.db('topics').where({ slug: 'cells' }).update({ name: 'Cells' });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain('The cell');
});
