import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { PERSONAL_TABLES } from '../../db/personal-data.js';
import { buildMail } from '../support/factories/index.js';
import { fillAccount } from '../support/full-account.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let db: Knex;
beforeAll(async () => {
  app = await startTestApp();
  db = app.db;
});
afterAll(() => app.close());

const LISTED = PERSONAL_TABLES.map(({ table }) => table);

/**
 * What the database's own catalog says: tables from which foreign keys lead to a person, at whatever distance,
 * and tables with a column that is named for a person and refers to nothing.
 */
async function personalTablesOf(catalog: Knex): Promise<string[]> {
  const { rows } = await catalog.raw(`
    WITH RECURSIVE linked AS (
      SELECT 'users'::regclass::oid AS id
      UNION
      SELECT c.conrelid FROM pg_constraint c JOIN linked ON c.confrelid = linked.id WHERE c.contype = 'f'
    )
    SELECT k.relname AS "table" FROM pg_class k
    WHERE k.relnamespace = current_schema()::regnamespace AND k.relkind IN ('r', 'p') AND (
      k.oid IN (SELECT id FROM linked)
      OR EXISTS (
        SELECT FROM pg_attribute a
        WHERE a.attrelid = k.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND a.attname ~ '(^|_)(user|owner|actor|subject|author|student|person|account|friend)_(id|ids)$|mail|password|address'
          AND NOT EXISTS (SELECT FROM pg_constraint c
            WHERE c.contype = 'f' AND c.conrelid = k.oid AND a.attnum = ANY (c.conkey))))
    ORDER BY 1`);
  return rows.map((row: { table: string }) => row.table);
}

const uncovered = async (catalog: Knex) => (await personalTablesOf(catalog)).filter((table) => !LISTED.includes(table));

/** Runs in a transaction that is given back. */
async function tryOut(statement: string, look: (trx: Knex) => Promise<void>): Promise<void> {
  const trx = await db.transaction();
  try {
    await trx.raw(statement);
    await look(trx);
  } finally {
    await trx.rollback();
  }
}

describe('the list of tables with personal data', () => {
  test('names every table that the catalog ties to a person, once, and no other', async () => {
    expect([...LISTED].sort()).toEqual(await personalTablesOf(db));
  });

  test.each([
    ['refers to users', 'CREATE TABLE fresh (id uuid PRIMARY KEY, who uuid REFERENCES users ON DELETE CASCADE)'],
    ['refers to what refers to users', 'CREATE TABLE fresh (page uuid REFERENCES materials ON DELETE SET NULL)'],
    ['has a user column without a key', 'CREATE TABLE fresh (user_id uuid)'],
    ['has a column of addresses', 'CREATE TABLE fresh (contact_email text)'],
  ])('lacks a new table that %s', (_what, statement) =>
    tryOut(statement, async (trx) => expect(await uncovered(trx)).toEqual(['fresh'])),
  );

  test('does not lack a table of the catalog of subjects', () =>
    tryOut('CREATE TABLE fresh (subject_id uuid REFERENCES subjects ON DELETE CASCADE)', async (trx) =>
      expect(await uncovered(trx)).toEqual([]),
    ));

  test('knows the primary key of each', async () => {
    const { rows } = await db.raw(
      `
      SELECT i.indrelid::regclass::text AS "table",
        array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum)) AS key
      FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indisprimary AND i.indrelid::regclass::text = ANY (:listed) GROUP BY 1`,
      { listed: LISTED },
    );
    const keys = Object.fromEntries(rows.map(({ table, key }: { table: string; key: string[] }) => [table, key]));
    expect(Object.fromEntries(PERSONAL_TABLES.map(({ table, key }) => [table, key]))).toEqual(keys);
  });

  test('stands in an order in which rows can be removed', async () => {
    const { rows } = await db.raw(
      `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
       WHERE contype = 'f' AND conrelid <> confrelid`,
    );
    const pairs = rows.filter((row: { parent: string }) => LISTED.includes(row.parent));
    expect(pairs.length).toBeGreaterThan(15);
    for (const { child, parent } of pairs)
      expect([child, LISTED.indexOf(child) < LISTED.indexOf(parent), parent]).toEqual([child, true, parent]);
  });

  test('unlinks only where the database does so by itself', async () => {
    const { rows } = await db.raw(
      `SELECT conrelid::regclass::text AS "table", bool_and(confdeltype = 'n') AS unlinks FROM pg_constraint
       WHERE contype = 'f' AND confrelid = 'users'::regclass GROUP BY 1`,
    );
    const unlinked = rows.filter((row: { unlinks: boolean }) => row.unlinks).map((row: { table: string }) => row.table);
    const listed = PERSONAL_TABLES.filter(({ onErasure }) => onErasure === 'unlink').map(({ table }) => table);
    expect(listed.sort()).toEqual(unlinked.sort());
  });
});

describe('columns', () => {
  const columns = async (catalog: Knex, secretsOnly: boolean): Promise<string[]> => {
    const { rows } = await catalog.raw(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = ANY (:listed)
         AND (NOT CAST(:secretsOnly AS boolean)
           OR (data_type IN ('text', 'bytea', 'character varying') AND column_name ~ 'hash|token|password|code|secret'))`,
      { listed: LISTED, secretsOnly },
    );
    return rows.map(({ name }: { name: string }) => name);
  };
  const omitted = PERSONAL_TABLES.flatMap(({ table, omit }) => omit.map((column) => `${table}.${column}`));

  test('that are left out are there', async () => {
    expect(await columns(db, false)).toEqual(expect.arrayContaining(omitted));
  });

  test('that smell of secrets are left out, whatever is added', async () => {
    const secrets = await columns(db, true);
    expect(secrets).toEqual(
      expect.arrayContaining(['users.password_hash', 'refresh_tokens.token_hash', 'one_time_codes.code_hash']),
    );
    expect(omitted).toEqual(expect.arrayContaining(secrets));
    await tryOut('ALTER TABLE sessions ADD COLUMN device_token text', async (trx) =>
      expect((await columns(trx, true)).filter((name) => !omitted.includes(name))).toEqual(['sessions.device_token']),
    );
  });
});

/** Of tables that also have rows of nobody: those of the questions that everybody may be asked. */
const OF_NOBODY: Record<string, string> = {
  quiz_questions: 'owner_id IS NULL',
  question_statistics: 'question_id IN (SELECT id FROM quiz_questions WHERE owner_id IS NULL)',
  second_solves: 'question_id IN (SELECT id FROM quiz_questions WHERE owner_id IS NULL)',
};

describe('the condition of each table', () => {
  test("finds a person's rows, and never those of another", async () => {
    const [one, other] = [await createStudent(app), await createStudent(app)];
    const friends: string[] = [];
    for (const student of [one, other]) friends.push((await fillAccount(app, student)).friendId);
    for (const student of [one, other])
      await buildMail(db, {
        userId: null,
        kind: 'reset-password',
        status: 'queued',
        recipientAddress: student.email,
      });
    for (const { table, owner, key } of PERSONAL_TABLES) {
      const rowsOf = async (userId: string): Promise<string[]> => {
        const { rows } = await db.raw(`SELECT concat_ws(' ', ${key.join(', ')}) AS id FROM ${table} WHERE ${owner}`, {
          userId,
        });
        return rows.map(({ id }: { id: string }) => id);
      };
      const [ours, theirs] = [await rowsOf(one.id), await rowsOf(other.id)];
      expect([table, ours.length > 0, theirs.length > 0]).toEqual([table, true, true]);
      expect([table, ours.filter((id) => theirs.includes(id))]).toEqual([table, []]);
      const ofFriends = (await Promise.all(friends.map(rowsOf))).flat();
      const { rows: all } = await db.raw(
        `SELECT count(*) AS n FROM ${table} WHERE NOT (${OF_NOBODY[table] ?? 'false'})`,
      );
      expect([table, new Set([...ours, ...theirs, ...ofFriends]).size]).toEqual([table, all[0].n]);
      expect([table, await rowsOf(randomUUID())]).toEqual([table, []]);
    }
  });
});
