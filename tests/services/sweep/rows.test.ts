import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Export } from '../../../db/models/export.js';
import type { Mail } from '../../../db/models/mail.js';
import type { Session } from '../../../db/models/session.js';
import { sweepRows } from '../../../services/sweep/sweep-rows.js';
import {
  buildAuditEntry,
  buildExport,
  buildFlag,
  buildIdempotencyKey,
  buildMail,
  buildNotice,
  buildOneTimeCode,
  buildPageAdmission,
  buildRefreshToken,
  buildSession,
} from '../../support/factories/index.js';
import type { Columns } from '../../support/factories/insert-row.js';
import { createStudent, PASSWORD, type Student } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { ago, ahead, DAY, MINUTE } from '../../support/times.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db('users').delete();
  student = await createStudent(app);
  await app.db('mails').delete();
  await app.db('one_time_codes').delete();
});

const NOTHING = {
  codes: 0,
  sessions: 0,
  refreshTokens: 0,
  idempotencyKeys: 0,
  pageAdmissions: 0,
  friendRequests: 0,
  friendAdds: 0,
  flags: 0,
  mails: 0,
  notices: 0,
  exports: 0,
  reasons: 0,
};
const never = new AbortController().signal;
const sweep = () => sweepRows(app, { report: () => {} }, never);

const ids = (table: string): Promise<string[]> => app.db(table).pluck('id');
const code = async (expiresAt: Date) => (await buildOneTimeCode(app.db, { userId: student.id, expiresAt })).id;
const session = async (columns: Columns<Session>) =>
  (await buildSession(app.db, { userId: student.id, ...columns })).id;
const token = async (sessionId: string, expiresAt: Date) =>
  (await buildRefreshToken(app.db, { sessionId, expiresAt })).id;
const key = (name: string, createdAt: Date) =>
  buildIdempotencyKey(app.db, { userId: student.id, key: name, createdAt });
const mail = async (columns: Columns<Mail>) => (await buildMail(app.db, { userId: student.id, ...columns })).id;
const anExport = async (columns: Columns<Export>) => (await buildExport(app.db, { userId: student.id, ...columns })).id;

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
    for (const age of [DAY + MINUTE, DAY - MINUTE])
      await buildPageAdmission(app.db, { userId: student.id, createdAt: ago(age) });
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

  test('removes flags after 180 days, open or closed', async () => {
    for (const age of [180 * DAY + MINUTE, 180 * DAY - MINUTE])
      await buildFlag(app.db, { userId: student.id, createdAt: ago(age) });
    expect(await sweep()).toEqual({ ...NOTHING, flags: 1 });
    expect(await app.db('flags').count()).toEqual([{ count: 1 }]);
  });

  test('removes notices after ninety days, seen or not', async () => {
    const { id: userId } = student;
    const kept = await buildNotice(app.db, { userId, createdAt: ago(89 * DAY) });
    await buildNotice(app.db, { userId, createdAt: ago(91 * DAY) });
    await buildNotice(app.db, { userId, createdAt: ago(91 * DAY), seenAt: ago(90 * DAY) });
    expect(await sweep()).toEqual({ ...NOTHING, notices: 2 });
    expect(await ids('notices')).toEqual([kept.id]);
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

  test('forgets after ninety days why support did something, in lines of nobody alone', async () => {
    const looked = (subjectId: string | null, createdAt: Date) =>
      buildAuditEntry(app.db, {
        ...{ action: 'support.searched', subjectId, details: { by: 'email' } },
        ...{ reason: 'Anna Schmidt cannot log in', createdAt },
      });
    const { id } = await looked(null, ago(91 * DAY));
    const kept = [await looked(null, ago(89 * DAY)), await looked(student.id, ago(91 * DAY))];
    expect(await sweep()).toEqual({ ...NOTHING, reasons: 1 });
    expect(await app.db('audit_log').where({ id })).toMatchObject([{ reason: null, details: { by: 'email' } }]);
    expect((await app.db('audit_log').whereNotNull('reason').pluck('id')).sort()).toEqual(
      kept.map((entry) => entry.id).sort(),
    );
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
    const note = ({ sql }: { sql: string }) => void (/^(DELETE|UPDATE)/.test(sql) && statements.push(sql));
    app.db.on('query', note);
    await sweep();
    app.db.off('query', note);
    expect(statements).toHaveLength(13);
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
