import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex, withKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { dropDatabase, ensureDatabase, withDatabase } from '../../stack/databases.js';
import { schemaText } from '../../stack/schema-text.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Knex;
beforeAll(async () => {
  database = await cloneDatabase();
  db = createKnex(database.url, 4);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

describe('connections', () => {
  test('give dates as strings and counts as numbers, or fail rather than lose digits', async () => {
    const { rows } = await db.raw(`SELECT date '2024-02-29' AS day, count(*) AS n FROM users`);
    expect(rows).toEqual([{ day: '2024-02-29', n: 0 }]);
    await expect(db.raw('SELECT 9007199254740993::int8')).rejects.toThrow(RangeError);
  });

  test('tell no values in errors', async () => {
    const insert = () => db('users').insert({ id: crypto.randomUUID(), email: 'SECRET@example.org' });
    await expect(insert()).rejects.toThrow(/users_email_check/);
    await expect(insert()).rejects.not.toThrow(/SECRET/);
  });

  test('run in UTC whatever the process is set to', async () => {
    expect((await db.raw('SHOW timezone')).rows).toEqual([{ TimeZone: 'UTC' }]);
  });
});

describe('migrations', () => {
  test('repeat without effect, also from several processes at once', async () => {
    await Promise.all([1, 2, 3].map(() => migrateToLatest(database.url)));
    expect((await db('knex_migrations').count()).map(({ count }) => Number(count) > 0)).toEqual([true]);
  });

  test('fill an empty database once, also from several processes at once', async () => {
    const url = withDatabase(database.url, `test_${randomUUID().replaceAll('-', '')}`);
    await ensureDatabase(url);
    try {
      await Promise.all([1, 2, 3].map(() => migrateToLatest(url)));
      const locks = await withKnex(url, (empty) => empty('knex_migrations_lock').select('isLocked'));
      expect(locks).toEqual([{ isLocked: 0 }]);
    } finally {
      await dropDatabase(url);
    }
  });

  test('every foreign key says what happens on delete, and its column has an index', async () => {
    const { rows } = await db.raw(`
      SELECT c.conrelid::regclass::text AS "table", a.attname AS "column", c.confdeltype AS "onDelete",
        EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum) AS indexed
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f'`);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row).toMatchObject({ onDelete: expect.stringMatching(/[cnr]/), indexed: true });
  });
});

test('db/schema.sql says what the migrations make; `npm run schema` writes it', async () => {
  const file = new URL('../../db/schema.sql', import.meta.url);
  expect(await schemaText(db)).toBe(await readFile(file, 'utf8'));
});
