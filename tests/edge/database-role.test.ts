import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import pg from 'pg';
import { createKnex, withKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { loadContent } from '../../services/content/load-content.js';
import { storeContent } from '../../services/content/store-content.js';
import { systemClock } from '../../services/shared/clock.js';
import { body } from '../support/body.js';
import { env } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { fillAccount } from '../support/full-account.js';
import { createStudent, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Names that no other run has: roles belong to the whole server. */
const suffix = randomUUID().slice(0, 8);
const OWNER = `scholium_${suffix}`;
const APP = `scholium_app_${suffix}`;
const TEMPORAL = `temporal_${suffix}`;

let app: TestApp;
/** As the API and the worker are connected. */
let db: Knex;
beforeAll(async () => {
  await runRolesScript();
  await migrateToLatest(urlOf(OWNER));
  const content = await loadContent();
  await withKnex(urlOf(OWNER), (owner) => storeContent({ db: owner, clock: systemClock }, content));
  app = await startTestApp({ DATABASE_URL: urlOf(APP) });
  db = createKnex(urlOf(APP), 2);
});
afterAll(async () => {
  await db?.destroy();
  await app?.close();
  await administer('postgres', `DROP DATABASE IF EXISTS ${OWNER} WITH (FORCE)`);
  for (const role of [APP, OWNER, TEMPORAL]) await administer('postgres', `DROP ROLE IF EXISTS ${role}`);
});

/** Does what docker/postgres/10-roles.sh has psql do on an empty volume. */
async function runRolesScript(): Promise<void> {
  const [, sql = ''] = /<<'SQL'\n(.*)\nSQL\n/s.exec(readFileSync('docker/postgres/10-roles.sh', 'utf8')) ?? [];
  const named = sql
    .replaceAll(/:'\w+'/g, "'abc123'")
    .replaceAll(/\b(scholium_app|scholium|temporal)\b/g, `$1_${suffix}`);
  const [roles = '', extension = ''] = named.split(/^\\connect .*\n/m);
  // One at a time: a database cannot be made within a transaction.
  for (const statement of roles.split(';').filter((text) => text.trim() !== ''))
    await administer('postgres', statement);
  await administer(OWNER, extension);
}

async function administer(database: string, statement: string): Promise<void> {
  const url = new URL(env('DATABASE_URL'));
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function urlOf(role: string): string {
  const url = new URL(env('DATABASE_URL'));
  url.username = role;
  url.password = 'abc123';
  url.pathname = `/${OWNER}`;
  return url.href;
}

describe('the role of the API and the worker', () => {
  test('is enough for an account, a material that is read, and rows in every table of a person', async () => {
    await app.startWorker();
    const student = await createStudent(app);
    const { id } = await body(await upload(student, Buffer.from('# Cells\n\nAll cells come from cells.\n')));
    await eventually(async () => (await body(await student.fetch(`/materials/${id}`))).status === 'ready');
    await fillAccount({ ...app, db }, await createStudent(app));
  });

  test('owns nothing', async () => {
    const { rows } = await db.raw('SELECT relname FROM pg_class WHERE relowner = current_user::regrole');
    expect(rows).toEqual([]);
    expect((await db.raw('SELECT current_user AS name')).rows).toEqual([{ name: APP }]);
  });

  test.each([
    'CREATE TABLE mine (id int)',
    'CREATE TEMPORARY TABLE mine (id int)',
    'CREATE SCHEMA mine',
    'DROP TABLE citations',
    'DROP TABLE boards.days_35_2026_03',
    'TRUNCATE citations',
    'ALTER TABLE users ADD COLUMN mine int',
    'ALTER TABLE users DISABLE TRIGGER ALL',
    'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'DROP EXTENSION vector',
    `ALTER ROLE ${APP} SUPERUSER`,
    "COPY users TO PROGRAM 'cat'",
  ])('may not %s', async (statement) => {
    await expect(db.raw(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
