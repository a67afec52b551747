import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from '../../api/start-api.js';
import { loadConfig } from '../../config.js';
import { createKnex } from '../../db/knex.js';
import { erasedKey } from '../../domain/object-keys.js';
import { dropDatabase, ensureDatabase, withDatabase } from '../../stack/databases.js';
import { type Classmate, DEEDS, signUpClassmate } from '../chaos/class/classmate.js';
import { openClassroom } from '../chaos/class/open-classroom.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { emptyStorage, putObject } from '../support/objects.js';
import { runCommand } from '../support/run-command.js';
import { upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { startWorker, type TestWorker } from '../support/worker-process.js';

let app: TestApp;
let folder: string;
let second: Record<string, string>;
let [api, worker]: [RunningApi | undefined, TestWorker | undefined] = [undefined, undefined];
let [classmate, leaver]: (Classmate | undefined)[] = [];
let open: { materialId: string; questionId: string };

/** Two students, of whom one has work open when the backup is taken, and the other is erased after it. */
beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'scholium-backups-'));
  const name = randomUUID().slice(0, 8);
  second = {
    ...app.env,
    DATABASE_URL: withDatabase(app.env.DATABASE_URL ?? '', `restored_${name}`),
    S3_KEY_PREFIX: `${name}/`,
    TASK_QUEUE_PREFIX: `${name}-`,
    REDIS_KEY_PREFIX: `${name}:`,
    AUTH_KEYS_FILE: join(folder, 'keys.json'),
  };
  await ensureDatabase(second.DATABASE_URL ?? '');
  const first = await app.startWorker();
  const classroom = await openClassroom(app, { random: () => 0.5, isOver: () => false });
  [classmate, leaver] = [await signUpClassmate(classroom), await signUpClassmate(classroom)];
  if (!classmate || !leaver) throw new Error('nobody could sign up');
  for (const who of [classmate, leaver]) await DEEDS.upload(who, classroom);
  await eventually(async () => (await app.db('materials').where({ status: 'ready' })).length === 2);
  for (const deed of ['ask', 'read', 'quiz', 'review'] as const) await DEEDS[deed](classmate, classroom);
  await eventually(() => app.db('questions').where({ status: 'answered' }).first('id'));
  await first.stop();
  await DEEDS.study(classmate, classroom);
  const { id: materialId } = await body(await upload(classmate.student, Buffer.from('The moon moves the tides.\n')));
  const { data } = await classmate.student.client.POST('/ai/doubt', { body: { question: 'What moves the tides?' } });
  open = { materialId, questionId: data?.id ?? '' };
}, 180_000);
afterAll(async () => {
  await worker?.stop();
  await api?.close();
  await emptyStorage(loadConfig(second));
  await dropDatabase(second.DATABASE_URL ?? '');
  await rm(folder, { recursive: true, force: true });
  await app.close();
});

const backup = (name: string) => runCommand('cli/backup.ts', [join(folder, name)], app.env);
const restore = (name: string, env: Record<string, string> = second) =>
  runCommand('cli/restore.ts', [join(folder, name)], env);

test('a backup has every file with its hash, and only a new folder takes it', async () => {
  expect(await backup('one')).toMatchObject({ code: 0, out: expect.stringContaining('objects (') });
  const { objects, format } = JSON.parse(await readFile(join(folder, 'one/manifest.json'), 'utf8'));
  expect({ objects, format }).toEqual({ objects: 3, format: 1 });
  expect(await backup('one')).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
  // Somebody is erased after it, of which the next one tells in the list beside both.
  await putObject(app.config, erasedKey(leaver?.student.id ?? ''), Buffer.from('erased\n'));
  expect(await backup('two')).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, 'erased.txt'), 'utf8')).toBe(`${leaver?.student.id}\n`);
});

test('nothing is restored into a system that is used, nor of a backup that is not as it was written', async () => {
  expect(await restore('one', app.env)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Somebody is connected'),
  });
  expect(await restore('none')).toMatchObject({ code: 1, err: expect.stringContaining('is no backup') });
  await appendFile(join(folder, 'two/rows.dump'), 'x');
  expect(await restore('two')).toMatchObject({ code: 1, err: 'rows.dump is not as it was written.\n' });
});

test('restored into another system, open work goes on, the erased stay erased, and the audit finds nothing', async () => {
  const { code, out } = await restore('one');
  expect(out).toContain('Erasures since: 1 of 1 people are to be erased again.');
  expect(out).toContain('Every row has its object.');
  expect(code).toBe(0);
  const config = loadConfig(second);
  api = await startApi(config);
  worker = await startWorker(second);
  const db = createKnex(config.DATABASE_URL, 2);
  try {
    await eventually(() => db('materials').where({ id: open.materialId, status: 'ready' }).first('id'), 180_000);
    await eventually(
      () => db('questions').where({ id: open.questionId }).whereNotNull('finishedAt').first('id'),
      180_000,
    );
    // The old worker's Temporal knows these runs: they were given another number.
    expect(await db('materials').where({ id: open.materialId }).first('runNo')).toEqual({ runNo: 2 });
    const erased = { id: leaver?.student.id };
    // Its row of materials goes with the second pass, minutes later.
    const pages = () =>
      db('materialPages').whereIn('materialId', db('materials').where({ ownerId: erased.id }).select('id'));
    await eventually(async () => !(await pages().first('pageNo')), 180_000);
    expect(await db('users').where(erased).first('status')).toEqual({ status: 'erased' });
    // Access tokens of before the backup are still good.
    const headers = { Authorization: `Bearer ${classmate?.student.accessToken}` };
    expect((await fetch(`${api.url}/api/v1/gamification/status`, { headers })).status).toBe(200);
  } finally {
    await db.destroy();
  }
  const looked = await runCommand('cli/audit.ts', ['--grace', '0'], second);
  expect(looked.out.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([]);
  expect(looked.code).toBe(0);
}, 400_000);
