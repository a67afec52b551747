import { randomBytes, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createObjectStorage, type ObjectStorage } from '../../clients/storage.js';
import { sweepExportFiles } from '../../services/sweep/sweep-export-files.js';
import { sweepObjects } from '../../services/sweep/sweep-objects.js';
import { sweepRows } from '../../services/sweep/sweep-rows.js';
import { sweepUploads } from '../../services/sweep/sweep-uploads.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { ended } from '../support/ended.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { listKeys, listUploads, putObject } from '../support/objects.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let storage: ObjectStorage;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_KEY_PREFIX, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = app.config;
  storage = createObjectStorage({
    endpoint: S3_ENDPOINT,
    region: S3_REGION,
    bucket: S3_BUCKET,
    keyPrefix: S3_KEY_PREFIX,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
});
afterAll(async () => {
  storage.close();
  await app.close();
});
beforeEach(async () => {
  await app.db('users').delete();
  await app.db('mails').delete();
  await app.db('one_time_codes').delete();
  student = await createStudent(app);
  await app.db('mails').delete();
  await app.db('one_time_codes').delete();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);
const ahead = (ms: number) => new Date(Date.now() + ms);

const NOTHING = {
  codes: 0,
  sessions: 0,
  refreshTokens: 0,
  idempotencyKeys: 0,
  pageAdmissions: 0,
  mails: 0,
  exports: 0,
};
const never = new AbortController().signal;
const sweep = () => sweepRows(app, { report: () => {} }, never);
const sweepExports = () => sweepExportFiles({ ...app, storage }, never);

async function insert(table: string, row: object): Promise<string> {
  const id = randomUUID();
  await app.db(table).insert({ id, ...row });
  return id;
}
const ids = async (table: string): Promise<string[]> => (await app.db(table).select('id')).map(({ id }) => id);
const code = (expiresAt: Date) =>
  insert('one_time_codes', {
    kind: 'verify-email',
    codeHash: Buffer.from(randomUUID()),
    userId: student.id,
    expiresAt,
  });
const session = (times: object) => insert('sessions', { userId: student.id, ...times });
const token = (sessionId: string, expiresAt: Date) =>
  insert('refresh_tokens', { sessionId, tokenHash: Buffer.from(randomUUID()), expiresAt });
const mail = (row: object) =>
  insert('mails', { userId: student.id, kind: 'verify-email', status: 'sent', workflowId: 'w', ...row });
const anExport = (row: object) =>
  insert('exports', { userId: student.id, bytes: 1, writeNo: 1, workflowId: 'w', ...row });
const key = (name: string, createdAt: Date) =>
  app
    .db('idempotency_keys')
    .insert({ userId: student.id, route: 'r', key: name, leaseId: randomUUID(), leasedUntil: createdAt, createdAt });

describe('the sweep of rows', () => {
  test('finds nothing to do in a fresh account, which can be used as before', async () => {
    expect(await sweep()).toEqual(NOTHING);
    expect((await student.fetch('/auth/me')).status).toBe(200);
    const again = await student.client.POST('/auth/login', { body: { email: student.email, password: PASSWORD } });
    expect(again.response.status).toBe(200);
  });

  test('removes codes that expired, and keeps those that work', async () => {
    await code(ago(MINUTE));
    const kept = await code(ahead(MINUTE));
    expect(await sweep()).toEqual({ ...NOTHING, codes: 1 });
    expect(await ids('one_time_codes')).toEqual([kept]);
  });

  test('removes sessions a month after their end, with their tokens', async () => {
    const [own = ''] = await ids('sessions');
    const expired = await session({ expiresAt: ago(30 * DAY + MINUTE) });
    const revoked = await session({ expiresAt: ahead(DAY), revokedAt: ago(30 * DAY + MINUTE) });
    const kept = [
      own,
      await session({ expiresAt: ago(30 * DAY - MINUTE) }),
      await session({ expiresAt: ahead(DAY), revokedAt: ago(30 * DAY - MINUTE) }),
    ];
    for (const id of [expired, revoked]) await token(id, ahead(DAY));
    expect(await sweep()).toEqual({ ...NOTHING, sessions: 2 });
    expect((await ids('sessions')).sort()).toEqual(kept.sort());
    expect(await app.db('refresh_tokens').whereNot({ sessionId: own })).toEqual([]);
  });

  test('leaves no token of a removed session valid', async () => {
    await app.db('sessions').update({ revokedAt: ago(31 * DAY) });
    expect((await sweep()).sessions).toBe(1);
    expect((await student.fetch('/auth/me')).status).toBe(401);
    const refreshed = await student.client.POST('/auth/refresh', { body: { refreshToken: student.refreshToken } });
    expect(refreshed.response.status).toBe(401);
  });

  test('removes refresh tokens that expired, and keeps rotated ones whose reuse must be noticed', async () => {
    const [own = ''] = await ids('sessions');
    const before = await ids('refresh_tokens');
    await token(own, ago(MINUTE));
    const rotated = await token(own, ahead(MINUTE));
    await app
      .db('refresh_tokens')
      .where({ id: rotated })
      .update({ rotatedAt: ago(20 * DAY) });
    expect(await sweep()).toEqual({ ...NOTHING, refreshTokens: 1 });
    expect((await ids('refresh_tokens')).sort()).toEqual([...before, rotated].sort());
  });

  test('removes keys of requests after a day', async () => {
    await key('old', ago(DAY + MINUTE));
    await key('new', ago(DAY - MINUTE));
    expect(await sweep()).toEqual({ ...NOTHING, idempotencyKeys: 1 });
    expect(await app.db('idempotency_keys').select('key')).toEqual([{ key: 'new' }]);
  });

  test('forgets after a day what was read', async () => {
    const admission = (createdAt: Date) =>
      app.db('page_admissions').insert({ materialId: randomUUID(), runNo: 1, userId: student.id, pages: 3, createdAt });
    await admission(ago(DAY + MINUTE));
    await admission(ago(DAY - MINUTE));
    expect(await sweep()).toEqual({ ...NOTHING, pageAdmissions: 1 });
    expect(await app.db('page_admissions').count()).toEqual([{ count: 1 }]);
  });

  test('removes mails a week after they were done with, and none that waits', async () => {
    await mail({ finishedAt: ago(7 * DAY + MINUTE) });
    await mail({ finishedAt: ago(8 * DAY), status: 'failed', failure: 'MailRefused' });
    const kept = [
      await mail({ finishedAt: ago(7 * DAY - MINUTE) }),
      await mail({ status: 'queued', createdAt: ago(9 * DAY) }),
      await mail({ status: 'processing', createdAt: ago(9 * DAY) }),
    ];
    expect(await sweep()).toEqual({ ...NOTHING, mails: 2 });
    expect((await ids('mails')).sort()).toEqual(kept.sort());
  });

  test('removes exports a month after their end, and none whose file may be there', async () => {
    const long = ago(30 * DAY + MINUTE);
    await anExport({ status: 'expired', expiresAt: long, finishedAt: long });
    await anExport({ status: 'failed', failure: 'Unexpected', finishedAt: long });
    await anExport({ status: 'cancelled', finishedAt: long });
    const kept = [
      await anExport({ status: 'expired', expiresAt: long, finishedAt: ago(30 * DAY - MINUTE) }),
      await anExport({ status: 'cancelled', expiresAt: long, finishedAt: long }),
      await anExport({ status: 'ready', expiresAt: long, finishedAt: long }),
      await anExport({ status: 'queued', createdAt: long }),
    ];
    expect(await sweep()).toEqual({ ...NOTHING, exports: 3 });
    expect((await ids('exports')).sort()).toEqual(kept.sort());
  });

  test('goes on batch by batch until all is gone', async () => {
    await app.db.raw(
      `INSERT INTO one_time_codes (id, kind, code_hash, expires_at)
       SELECT gen_random_uuid(), 'verify-email', decode(md5(n::text), 'hex'), now() - interval '1 second' FROM generate_series(1, 1234) AS n`,
    );
    const told: number[] = [];
    await sweepRows(app, { report: ({ codes }) => void told.push(codes) }, never);
    expect(told.slice(0, 3)).toEqual([500, 1_000, 1_234]);
    expect(await ids('one_time_codes')).toEqual([]);
  });

  test('several times at once counts each row once, and waits for nobody', async () => {
    for (let count = 0; count < 30; count++) await code(ago(MINUTE));
    const held = await code(ago(MINUTE));
    const holding = await app.db.transaction();
    await holding('one_time_codes').where({ id: held }).forUpdate().select('id');
    const reports = await Promise.all([1, 2, 3, 4].map(sweep));
    expect(reports.reduce((sum, { codes }) => sum + codes, 0)).toBe(30);
    await holding.rollback();
    expect(await sweep()).toEqual({ ...NOTHING, codes: 1 });
  });

  test('stops when it is told to', async () => {
    await code(ago(MINUTE));
    const reason = new Error('cancelled');
    await expect(sweepRows(app, { report: () => {} }, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await ids('one_time_codes')).toHaveLength(1);
  });

  test('asks for nothing that no index serves', async () => {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => void (sql.startsWith('DELETE') && statements.push(sql));
    app.db.on('query', note);
    await sweep();
    app.db.off('query', note);
    expect(statements).toHaveLength(8);
    for (const sql of statements) {
      const due = /IN \((SELECT .+?) LIMIT/s.exec(sql)?.[1];
      const trx = await app.db.transaction();
      await trx.raw('SET LOCAL enable_seqscan = off');
      const { rows } = await trx.raw(`EXPLAIN ${due}`);
      await trx.rollback();
      const plan = rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
  });
});

describe('the sweep of exported files', () => {
  const put = async (id: string, writeNo = 1) => {
    await putObject(app.config, `u/${student.id}/exports/${id}-${writeNo}.zip`, Buffer.from('x'));
    return id;
  };
  const stored = async () => (await listKeys(app.config, `${app.config.S3_KEY_PREFIX}u/${student.id}/exports/`)).sort();
  const stateOf = (id: string) => app.db('exports').where({ id }).first('status', 'expiresAt');

  test('removes those whose day is over, and keeps the others', async () => {
    const over = await put(await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) }));
    await put(over, 2);
    const living = await put(await anExport({ status: 'ready', expiresAt: ahead(MINUTE), finishedAt: ago(DAY) }));
    const open = await put(await anExport({ status: 'processing', expiresAt: ago(MINUTE), bytes: null }));
    expect(await sweepExports()).toBe(1);
    expect(await stored()).toEqual([`${living}-1.zip`, `${open}-1.zip`].sort());
    expect((await stateOf(over)).status).toBe('expired');
    expect((await stateOf(living)).status).toBe('ready');
    expect((await stateOf(open)).status).toBe('processing');
    expect((await student.fetch(`/users/me/export/${over}`)).status).toBe(200);
    expect(await sweepExports()).toBe(0);
  });

  test('removes what exports left that came to nothing', async () => {
    const failed = await put(
      await anExport({
        status: 'failed',
        failure: 'WorkflowEnded',
        expiresAt: ago(MINUTE),
        finishedAt: ago(DAY),
        bytes: null,
      }),
    );
    expect(await sweepExports()).toBe(1);
    expect(await stored()).toEqual([]);
    expect(await stateOf(failed)).toEqual({ status: 'failed', expiresAt: null });
    expect(await sweepExports()).toBe(0);
  });

  test('leaves the row as it is while the store is away', async () => {
    const over = await put(await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) }));
    const away = new Error('away');
    const deletePrefix = async () => Promise.reject(away);
    await expect(sweepExportFiles({ ...app, storage: { ...storage, deletePrefix } }, never)).rejects.toBe(away);
    expect((await stateOf(over)).status).toBe('ready');
    expect(await sweepExports()).toBe(1);
  });

  test('several times at once counts each once', async () => {
    for (let count = 0; count < 12; count++)
      await put(await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) }));
    const reports = await Promise.all([1, 2, 3].map(sweepExports));
    expect(reports.reduce((sum, files) => sum + files, 0)).toBe(12);
    expect(await stored()).toEqual([]);
  });
});

describe('the sweep of uploads', () => {
  const keys = async () => (await listKeys(app.config)).sort();
  const put = async (key: string) => {
    await putObject(app.config, key, Buffer.from('x'));
    return key;
  };
  const material = (row: object) =>
    insert('materials', {
      ownerId: student.id,
      title: '',
      format: 'pdf',
      bytes: 1,
      sha256: randomBytes(32).toString('hex'),
      workflowId: 'w',
      ...row,
    });
  const orphans = (before: Date) => sweepObjects({ ...app, storage }, { before }, never);
  beforeEach(async () => {
    for (const prefix of ['m/', 'u/']) await storage.deletePrefix(prefix);
  });

  test('removes materials whose upload was never finished, and leaves those that still come', async () => {
    const dead = await material({ status: 'uploading', createdAt: ago(HOUR + MINUTE) });
    const coming = await material({ status: 'uploading', createdAt: ago(HOUR - MINUTE) });
    const failed = await material({ ...ended('failed'), failure: 'Corrupt', createdAt: ago(DAY) });
    for (const id of [dead, coming, failed]) await put(`m/${id}/original`);
    expect(await sweepUploads({ ...app, storage }, never)).toBe(1);
    expect((await ids('materials')).sort()).toEqual([coming, failed].sort());
    expect(await keys()).toEqual([`m/${coming}/original`, `m/${failed}/original`].sort());
  });

  test('keeps the row of an upload while its bytes cannot be removed', async () => {
    const dead = await material({ status: 'uploading', createdAt: ago(2 * HOUR) });
    const away = new Error('away');
    const deletePrefix = async () => Promise.reject(away);
    const deps = { ...app, storage: { ...storage, deletePrefix } };
    await expect(sweepUploads(deps, never)).rejects.toBe(away);
    expect(await ids('materials')).toEqual([dead]);
  });

  test('removes old objects that no row names, and no other', async () => {
    const kept = await put(`m/${await material({ ...ended('failed'), failure: 'Corrupt' })}/original`);
    const avatarId = randomUUID();
    await app.db('user_profiles').where({ userId: student.id }).update({ avatarId });
    const avatar = await put(`u/${student.id}/avatar/${avatarId}`);
    const anothers = await put(`u/${student.id}/exports/${randomUUID()}-1.zip`);
    const orphan = await put(`m/${randomUUID()}/original`);
    const formerAvatar = await put(`u/${student.id}/avatar/${randomUUID()}`);
    expect(await orphans(ago(MINUTE))).toBe(0);
    expect(await keys()).toEqual([kept, avatar, anothers, orphan, formerAvatar].sort());
    expect(await orphans(ahead(MINUTE))).toBe(2);
    expect(await keys()).toEqual([kept, avatar, anothers].sort());
  });

  test('removes old images of problems that nobody is going to read', async () => {
    const threadId = randomUUID();
    await app.db('threads').insert({ id: threadId, userId: student.id });
    const image = async (state: object) => {
      const id = randomUUID();
      const asked = {
        id,
        threadId,
        userId: student.id,
        question: 'q',
        workflowId: `question:${id}:1`,
        hasImage: true,
      };
      await app.db('questions').insert({ ...asked, ...state });
      return put(`u/${student.id}/problems/${id}`);
    };
    const [waiting, finished] = [await image({ status: 'queued' }), await image(ended('cancelled'))];
    const unknown = await put(`u/${student.id}/problems/${randomUUID()}`);
    expect(await keys()).toEqual(expect.arrayContaining([waiting, finished, unknown]));
    expect(await orphans(ahead(MINUTE))).toBe(2);
    expect(await keys()).toEqual([waiting]);
  });

  test('finds the orphans among more objects than are looked at together', async () => {
    const names = Array.from({ length: 1_010 }, () => `m/${randomUUID()}/original`);
    const living = names.filter((_, index) => index % 100 === 0);
    for (const key of living) await material({ id: key.slice(2, 38), ...ended('failed'), failure: 'Corrupt' });
    await Promise.all(names.map(put));
    expect(await orphans(ahead(MINUTE))).toBe(names.length - living.length);
    expect(await keys()).toEqual(living.sort());
  });

  test('ends uploads to storage that nobody ended', async () => {
    const source = new PassThrough();
    source.write(randomBytes(11 * 1024 * 1024));
    const put = storage.put(`m/${randomUUID()}/original`, source, { contentType: 'a/b' });
    await eventually(async () => (await listUploads(app.config)).length === 1);
    await orphans(ago(MINUTE));
    expect(await listUploads(app.config)).toHaveLength(1);
    await orphans(ahead(MINUTE));
    expect(await listUploads(app.config)).toEqual([]);
    source.end();
    await expect(put).rejects.toThrow();
    expect(await keys()).toEqual([]);
  });
});

test('the sweep runs by its schedule, says what it removed, and replays', async () => {
  await code(ago(MINUTE));
  const over = await anExport({ status: 'ready', expiresAt: ago(MINUTE), finishedAt: ago(DAY) });
  await insert('materials', {
    ownerId: student.id,
    title: '',
    format: 'pdf',
    status: 'uploading',
    createdAt: ago(DAY),
  });
  await app.startWorker();
  const client = createTemporalClient(app.config);
  const schedule = client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}sweep`);
  await eventually(async () => schedule.describe().then(({ spec }) => spec.intervals?.[0]?.every === HOUR));
  await schedule.trigger();
  const pass = await eventually(async () => (await schedule.describe()).info.recentActions[0]);
  const run = client.workflow.getHandle(pass.action.workflow.workflowId);
  expect(await run.result()).toEqual({ ...NOTHING, codes: 1, files: 1, uploads: 1, objects: 0 });
  expect(await run.query('__temporal_workflow_metadata')).toMatchObject({
    currentDetails: expect.stringMatching(/^Removed: codes 1, .*files 1, uploads 1, objects 0\.$/),
  });
  expect(await ids('one_time_codes')).toEqual([]);
  expect(await app.db('exports').where({ id: over }).first('status')).toEqual({ status: 'expired' });
  const recording = await record(client, run.workflowId);
  await keep('sweep', recording);
  await replay(recording);
  await client.connection.close();
});
