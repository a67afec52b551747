import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex, withKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { loadContent } from '../../services/content/load-content.js';
import { storeContent } from '../../services/content/store-content.js';
import { systemClock } from '../../services/shared/clock.js';
import { body } from '../support/body.js';
import { type DockerRoles, makeDockerRoles } from '../support/docker-roles.js';
import { eventually } from '../support/eventually.js';
import { fillAccount } from '../support/full-account.js';
import { createStudent, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let roles: DockerRoles;
let app: TestApp;
/** As the API and the worker are connected. */
let db: Knex;
beforeAll(async () => {
  roles = await makeDockerRoles();
  await migrateToLatest(roles.owner);
  const content = await loadContent();
  await withKnex(roles.owner, (owner) => storeContent({ db: owner, clock: systemClock }, content));
  app = await startTestApp({ DATABASE_URL: roles.app });
  db = createKnex(roles.app, 2);
});
afterAll(async () => {
  await db?.destroy();
  await app?.close();
  await roles?.remove();
});

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
    expect((await db.raw('SELECT current_user AS name')).rows).toEqual([{ name: roles.appRole }]);
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
    'ALTER ROLE CURRENT_USER SUPERUSER',
    "COPY users TO PROGRAM 'cat'",
  ])('may not %s', async (statement) => {
    await expect(db.raw(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
