import { expect, test } from '@jest/globals';
import { currentRequest, inRequest } from '../../lib/request-scope.js';
import { buildStudent } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();

/** What is tallied of a request that does some work. */
const tallyOf = (work: () => Promise<unknown>) =>
  inRequest('one', async () => {
    await work();
    return currentRequest()?.statements;
  });

test('requests that go on side by side are tallied apart, with what begins and ends transactions', async () => {
  const { db } = services;
  const tallies = await Promise.all([
    tallyOf(async () => db('users').select('id')),
    tallyOf(() => db.transaction(async (trx) => trx('users').select('id'))),
    tallyOf(async () => {}),
    buildStudent(db),
  ]);
  expect(tallies.slice(0, 3)).toMatchObject([{ sent: 1 }, { sent: 3 }, { sent: 0 }]);
});

test('a statement that failed counts as well', async () => {
  const tally = await tallyOf(() => expect(services.db.raw('SELECT 1 / 0')).rejects.toThrow('division'));
  expect(tally?.sent).toBe(1);
});

test('a statement that took long is told without its values', async () => {
  const tally = await tallyOf(async () => {
    await services.db.raw('SELECT pg_sleep(?), ?::text', [0.25, 'secret']);
    await services.db.raw('SELECT 1');
  });
  expect(tally?.slow).toEqual([{ sql: 'SELECT pg_sleep($1), $2::text', ms: expect.any(Number) }]);
  expect(tally?.slow[0]?.ms).toBeGreaterThanOrEqual(200);
});

test('of many slow statements the first twenty are told', async () => {
  const slow = () => services.db.raw('SELECT pg_sleep(0.21)');
  const tally = await tallyOf(() => Promise.all(Array.from({ length: 22 }, slow)));
  expect([tally?.sent, tally?.slow.length]).toEqual([22, 20]);
});
