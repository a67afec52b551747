import { expect, test } from '@jest/globals';
import { type StatementTally, tallyStatements } from '../../lib/statement-tally.js';
import { buildStudent } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();
const newTally = (): StatementTally => ({ sent: 0, slow: [] });

test('work that goes on side by side is tallied apart, with what begins and ends transactions', async () => {
  const { db } = services;
  const [one, three, none] = [newTally(), newTally(), newTally()];
  await Promise.all([
    tallyStatements(one, async () => db('users').select('id')),
    tallyStatements(three, () => db.transaction(async (trx) => trx('users').select('id'))),
    tallyStatements(none, async () => {}),
    buildStudent(db),
  ]);
  expect([one.sent, three.sent, none.sent]).toEqual([1, 3, 0]);
});

test('one that failed counts as well', async () => {
  const tally = newTally();
  await expect(tallyStatements(tally, async () => services.db.raw('SELECT 1 / 0'))).rejects.toThrow('division');
  expect(tally.sent).toBe(1);
});

test('one that took long is told without its values', async () => {
  const tally = newTally();
  await tallyStatements(tally, async () => {
    await services.db.raw('SELECT pg_sleep(?), ?::text', [0.25, 'secret']);
    await services.db.raw('SELECT 1');
  });
  expect(tally.slow).toEqual([{ sql: 'SELECT pg_sleep($1), $2::text', ms: expect.any(Number) }]);
  expect(tally.slow[0]?.ms).toBeGreaterThanOrEqual(200);
});
