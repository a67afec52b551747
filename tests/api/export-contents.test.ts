import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { PERSONAL_TABLES, type PersonalTable } from '../../db/personal-data.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { downloadZip, readExport, requestExport, storeMaterial } from '../support/exports.js';
import { buildMaterial } from '../support/factories/index.js';
import { type FullAccount, fillAccount } from '../support/full-account.js';
import { keep, record, replay } from '../support/histories.js';
import { decodedPayloads } from '../support/recordings.js';
import { sha256 } from '../support/sha256.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DAY_MS = 86_400_000;
const WAIT = { Prefer: 'wait=30' };

/** Requests an export and waits for its end, however long the machine takes. */
async function finished(student: Student) {
  const { id } = await body(await requestExport(student, WAIT));
  return eventually(async () => {
    const row = await readExport(student, id);
    return ['queued', 'processing'].includes(row.status) ? undefined : row;
  });
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('an export', () => {
  let one: Student;
  let other: Student;
  let filled: FullAccount;
  let foreign: FullAccount;
  // biome-ignore lint/suspicious/noExplicitAny: read from a checked response
  let ready: any;
  let zip: Map<string, Buffer>;
  beforeAll(async () => {
    [one, other] = [await createStudent(app), await createStudent(app)];
    [filled, foreign] = [await fillAccount(app, one), await fillAccount(app, other)];
    // Not before: it queues a guide of every material that has none.
    await app.startWorker();
    ready = await finished(one);
    zip = await downloadZip(ready.url);
  });

  const rowsIn = (table: string): Record<string, unknown>[] =>
    JSON.parse(zip.get(`data/${table}.json`)?.toString() ?? 'null');

  test('is ready, tells its size, and lives for a day', async () => {
    expect(ready).toMatchObject({ status: 'ready', failure: null });
    expect(Date.parse(ready.expiresAt) - Date.parse(ready.finishedAt)).toBe(DAY_MS);
    expect((await (await fetch(ready.url)).arrayBuffer()).byteLength).toBe(ready.bytes);
  });

  test.each(PERSONAL_TABLES.map((table) => [table.table, table] as const))(
    "holds every row of %s that is the student's, and no other",
    async (_name, table) => {
      const rows = rowsIn(table.table);
      expect(rows.length).toBeGreaterThan(0);
      // Told of once the export was written.
      const before = ['mails', 'notices'].includes(table.table) ? "AND kind <> 'export-ready'" : '';
      expect(rows.map((row) => keyIn(table, row)).sort()).toEqual(await keysIn(app.db, table, one.id, before));
      const theirs = await keysIn(app.db, table, other.id, '');
      expect(theirs.length).toBeGreaterThan(0);
      expect(rows.map((row) => keyIn(table, row)).filter((key) => theirs.includes(key))).toEqual([]);
    },
  );

  test('has the columns of each table, as the database means them', async () => {
    for (const { table, omit } of PERSONAL_TABLES) {
      const columns = Object.keys(await app.db(table).columnInfo()).map(snake);
      expect([table, ...Object.keys(rowsIn(table)[0] ?? {})]).toEqual([
        table,
        ...columns.filter((name) => !omit.includes(name)),
      ]);
    }
    const { createdAt } = await app.db('users').where({ id: one.id }).first('createdAt');
    const [user] = rowsIn('users');
    expect(user).toMatchObject({ email: one.email, role: 'student' });
    expect(new Date(String(user?.created_at))).toEqual(createdAt);
    expect(user?.created_at).toMatch(/\+00:00$/);
    expect(rowsIn('materials')[0]).toMatchObject({ bytes: 20, title: `Notes ${filled.secret}` });
    expect(rowsIn('user_preferences')[0]).toMatchObject({ study_days: [1, 3, 5], goals: [`pass ${filled.secret}`] });
    expect(rowsIn('questions')[0]).toMatchObject({ material_ids: [filled.materialId] });
  });

  test('holds the files byte for byte, and nothing that is not explained', () => {
    const original = `files/Notes ${filled.secret.slice(0, 34)}-${filled.materialId}.pdf`;
    const names = [...zip.keys()].filter((name) => !name.startsWith('data/'));
    expect(names).toEqual([original, 'files/avatar', 'README.txt']);
    for (const name of names.slice(0, 2))
      expect(sha256(zip.get(name) ?? Buffer.of())).toBe(sha256(Buffer.from(`bytes of ${filled.secret}`)));
    const readme = zip.get('README.txt')?.toString() ?? '';
    for (const name of zip.keys()) if (name !== 'README.txt') expect(readme).toContain(name.replace('files/', ''));
  });

  test('holds no secret, and nothing of another student', async () => {
    const { passwordHash } = await app.db('users').where({ id: one.id }).first('passwordHash');
    const hashes: { tokenHash: Buffer }[] = await app.db('refresh_tokens').select('tokenHash');
    const codes: { codeHash: Buffer }[] = await app.db('one_time_codes').select('codeHash');
    const secrets = [...hashes.map(({ tokenHash }) => tokenHash), ...codes.map(({ codeHash }) => codeHash)].flatMap(
      (hash) => [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url')],
    );
    expect(secrets.length).toBeGreaterThan(6);
    const everything = Buffer.concat([...zip.values()]).toString();
    expect(everything).toContain(one.id);
    for (const word of [
      passwordHash,
      one.refreshToken,
      ...secrets,
      other.id,
      other.email,
      foreign.secret,
      foreign.materialId,
      foreign.threadId,
    ])
      expect([word, everything.includes(word)]).toEqual([word, false]);
  });

  test('can be fetched by its link alone, as a file, and by no other', async () => {
    const response = await fetch(ready.url);
    await response.arrayBuffer();
    expect(response.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="(scholium-\d{4}-\d\d-\d\d\.zip)"; filename\*=UTF-8''\1$/,
    );
    for (const [part, altered] of [
      [`u/${one.id}/`, `u/${other.id}/`],
      [/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800'],
      [/X-Amz-Signature=\w{4}/, 'X-Amz-Signature=0000'],
      [/\?.*/, ''],
    ] as const) {
      const url = ready.url.replace(part, altered);
      expect(url).not.toBe(ready.url);
      const refused = await fetch(url);
      await refused.arrayBuffer();
      expect([altered, refused.status]).toEqual([altered, 403]);
    }
  });

  test("'s link is signed for what is left of the day", async () => {
    const seconds = async () =>
      Number(new URL((await readExport(one, ready.id)).url).searchParams.get('X-Amz-Expires'));
    expect(await seconds()).toBeLessThanOrEqual(86_400);
    expect(await seconds()).toBeGreaterThan(80_000);
    const { expiresAt } = await app.db('exports').where({ id: ready.id }).first('expiresAt');
    await app
      .db('exports')
      .where({ id: ready.id })
      .update({ expiresAt: new Date(Date.now() + 600_000) });
    expect(await seconds()).toBeLessThanOrEqual(600);
    await app
      .db('exports')
      .where({ id: ready.id })
      .update({ expiresAt: new Date(Date.now() - 1) });
    expect(await readExport(one, ready.id)).toMatchObject({ status: 'expired', url: null });
    await app.db('exports').where({ id: ready.id }).update({ expiresAt });
  });

  test('is told of by one mail, and asked for in the audit log', async () => {
    expect(await app.db('mails').where({ userId: one.id, kind: 'export-ready' }).count()).toEqual([{ count: 1 }]);
    expect(
      await app.db('audit_log').where({ action: 'export.requested', subjectId: one.id }).select('actorId'),
    ).toEqual([{ actorId: one.id }]);
  });

  test("is nobody else's", async () => {
    expect((await other.fetch(`/users/me/export/${ready.id}`)).status).toBe(404);
    expect((await one.fetch(`/users/me/export/${randomUUID()}`)).status).toBe(404);
    expect((await fetch(`${app.api.url}/api/v1/users/me/export/${ready.id}`)).status).toBe(401);
    expect((await fetch(`${app.api.url}/api/v1/users/me/export`, { method: 'POST' })).status).toBe(401);
  });

  test('leaves ids alone in its history, which replays', async () => {
    const client = createTemporalClient(app.config);
    const recording = await record(client, `export:${ready.id}:1`);
    const told = decodedPayloads(recording.history);
    expect(told).toContain(ready.id);
    for (const word of [one.email, 'Test Student', filled.secret, 'Notes', 'https:', 'X-Amz'])
      expect(told).not.toContain(word);
    await keep('export-account', recording);
    await replay(recording);
    await client.connection.close();
  });
});

test('titles lead nowhere, and the same title twice is two files', async () => {
  const student = await createStudent(app);
  const titles = [
    '../../etc/passwd',
    '/abs/olute',
    'C:\\windows\\system32',
    '..',
    '.',
    'x'.repeat(200),
    '🎓'.repeat(100),
    'same',
    'same',
    'nul\u0001\u202Egnp.exe',
    'a/../../b',
    'con',
    ' . ',
    'é',
    'e\u0301',
  ];
  const made = [];
  for (const title of titles) made.push({ title, bytes: randomBytes(100), id: '' });
  for (const one of made) one.id = await storeMaterial(app, student.id, one.title, one.bytes);
  const zip = await downloadZip((await finished(student)).url);
  const files = [...zip.keys()].filter((name) => name.startsWith('files/'));
  expect(files).toHaveLength(titles.length);
  for (const name of files) {
    expect(name).toMatch(/^files\/[^/\\:*?"<>|\p{C}]+\.pdf$/u);
    expect(name).not.toMatch(/^files\/[. ]/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  }
  for (const { id, bytes } of made) {
    const [name = ''] = files.filter((file) => file.includes(id));
    expect(zip.get(name)).toEqual(bytes);
  }
  const stored = JSON.parse(String(zip.get('data/materials.json'))) as { id: string; title: string }[];
  expect(stored.map(({ title }) => title).sort()).toEqual([...titles].sort());
});

test('a file that is not in storage is named and fails nothing', async () => {
  const student = await createStudent(app);
  const kept = await storeMaterial(app, student.id, 'kept', Buffer.from('kept'));
  const lost = await storeMaterial(app, student.id, 'lost', Buffer.of());
  const { id: unfinished } = await buildMaterial(app.db, { ownerId: student.id, title: '', status: 'uploading' });
  const zip = await downloadZip((await finished(student)).url);
  expect([...zip.keys()].filter((name) => name.startsWith('files/'))).toEqual([`files/kept-${kept}.pdf`]);
  const [, missing = ''] = String(zip.get('README.txt')).split('are lost:');
  expect(missing).toContain(`lost-${lost}.pdf`);
  expect(missing).toContain(`Untitled-${unfinished}.pdf`);
  expect(missing).not.toContain(kept);
});

test('an account with nothing in it gets a file with empty tables', async () => {
  const student = await createStudent(app);
  const zip = await downloadZip((await finished(student)).url);
  expect(JSON.parse(String(zip.get('data/materials.json')))).toEqual([]);
  expect(JSON.parse(String(zip.get('data/users.json')))).toHaveLength(1);
});

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const keyIn = ({ key }: PersonalTable, row: Record<string, unknown>) =>
  key.map((column) => String(row[column])).join(' ');

async function keysIn(db: Knex, { table, key, owner }: PersonalTable, userId: string, more: string): Promise<string[]> {
  const { rows } = await db.raw(
    `SELECT ${key.map((column) => `(to_jsonb(${column}) #>> '{}')`).join(` || ' ' || `)} AS id FROM ${table} WHERE ${owner} ${more}`,
    {
      userId,
    },
  );
  return rows.map(({ id }: { id: string }) => id).sort();
}
