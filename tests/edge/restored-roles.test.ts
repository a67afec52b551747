import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROWS } from '../../cli/backup/folder.js';
import { majorOf, runTool } from '../../cli/backup/pg-tools.js';
import { restoreRows } from '../../cli/backup/put-back.js';
import { loadConfig } from '../../config.js';
import { withKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { type DockerRoles, makeDockerRoles } from '../support/docker-roles.js';
import { buildStudent } from '../support/factories/index.js';

let roles: DockerRoles;
let folder: string;
beforeAll(async () => {
  roles = await makeDockerRoles();
  folder = await mkdtemp(join(tmpdir(), 'scholium-roles-'));
  await migrateToLatest(roles.owner);
  const major = await withKnex(roles.owner, async (db) => {
    await db.raw("SELECT add_board_month('days-7', '2026-03-01')");
    return majorOf(db);
  });
  const args = ['--format=custom', '--no-owner', '--no-privileges', `--file=${join(folder, ROWS)}`];
  await runTool('pg_dump', { url: roles.owner, major, args });
});
afterAll(async () => {
  await roles?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** What a later version may have left in the database, of every kind. */
const LEFT = `
  CREATE TYPE left_type AS ENUM ('a');
  CREATE DOMAIN left_domain AS int;
  CREATE TYPE left_row AS (a left_domain);
  CREATE SEQUENCE left_sequence;
  CREATE TABLE left_table (id int GENERATED ALWAYS AS IDENTITY, kind left_type, place vector(3));
  CREATE VIEW left_view AS SELECT kind FROM left_table;
  CREATE MATERIALIZED VIEW left_copy AS SELECT kind FROM left_view;
  CREATE FUNCTION left_function(left_type) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE TEXT SEARCH DICTIONARY left_words (TEMPLATE = simple);
  CREATE TEXT SEARCH CONFIGURATION left_search (COPY = simple);
`;
const COUNT_LEFT = `
  SELECT (SELECT count(*) FROM pg_class WHERE relname LIKE 'left\\_%')
    + (SELECT count(*) FROM pg_type WHERE typname LIKE 'left\\_%')
    + (SELECT count(*) FROM pg_proc WHERE proname LIKE 'left\\_%')
    + (SELECT count(*) FROM pg_ts_dict WHERE dictname LIKE 'left\\_%')
    + (SELECT count(*) FROM pg_ts_config WHERE cfgname LIKE 'left\\_%') AS count`;

test('after a restore by the owner of the tables, the role of the API and the worker reads and writes them', async () => {
  await withKnex(roles.owner, (db) => db.raw(LEFT));
  await restoreRows(folder, loadConfig({ ...process.env, DATABASE_URL: roles.owner }), 'of this test');
  await withKnex(roles.owner, async (db) => expect((await db.raw(COUNT_LEFT)).rows).toEqual([{ count: 0 }]));
  await withKnex(roles.app, async (db) => {
    const { id } = await buildStudent(db);
    expect(await db('users').pluck('id')).toEqual([id]);
    expect(await db('leaderboardEntries').count()).toEqual([{ count: 0 }]);
    expect((await db.raw("SELECT vector_dims('[1,2,3]'::vector) AS length")).rows).toEqual([{ length: 3 }]);
  });
});
