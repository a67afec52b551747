import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { postTo } from '../support/http.js';
import { decodedPayloads } from '../support/recordings.js';
import { codeIn, startSmtp, type TestSmtp } from '../support/smtp.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const VERIFY = /^Confirm your e-mail/;
const RESET = /^Choose a new password/;
const NEW_PASSWORD = 'a wholly new password';

let smtp: TestSmtp;
let proxy: TcpProxy;
let app: TestApp;
beforeAll(async () => {
  smtp = await startSmtp();
  proxy = await startTcpProxy(new URL(smtp.url).host);
  app = await startTestApp({ SMTP_URL: `smtp://${proxy.address}` });
  await app.startWorker();
});
afterAll(async () => {
  await app?.close();
  await proxy?.close();
  await smtp?.close();
});

const post = (path: string, content: unknown) => postTo(app, path, content);
const forget = (email: string) => post('/auth/password/forgot', { email });
const reset = (code: string, password = NEW_PASSWORD) => post('/auth/password/reset', { code, password });
const verify = (code: string) => post('/auth/email/verify', { code });
const logIn = (email: string, password: string) => post('/auth/login', { email, password });
const me = async (student: Student) => body(await student.fetch('/auth/me'));
const mailRows = ({ id: userId }: Pick<Student, 'id'>, kind: string) =>
  app.db('mails').where({ userId, kind }).orderBy('id');
/** The rows of a student's requested mails, once all are finished. */
const finished = ({ id: userId }: Pick<Student, 'id'>, count: number) =>
  eventually(async () => {
    const rows = await app.db('mails').where({ userId, kind: 'reset-password' }).whereNotNull('finishedAt');
    return rows.length === count ? rows : undefined;
  });
/** The row of a mail that this address was typed for; found before its worker has blanked that. */
const asked = async (address: string) => {
  const before = new Set((await app.db('mails').select('id')).map(({ id }) => id));
  expect((await forget(address)).status).toBe(202);
  return eventually(async () => {
    const rows = await app.db('mails').where({ kind: 'reset-password' }).whereNotNull('finishedAt');
    return rows.find(({ id }) => !before.has(id));
  });
};

describe('a new student', () => {
  test('gets a mail whose code proves the e-mail', async () => {
    const student = await createStudent(app);
    const [mail] = await smtp.arrived(student.email, VERIFY);
    expect(mail).toMatchObject({ recipients: [student.email], sender: 'no-reply@scholium.local' });
    expect((await me(student)).emailVerified).toBe(false);
    expect((await verify(codeIn(mail ?? {}))).status).toBe(204);
    await eventually(async () => (await me(student)).emailVerified);
    expect(await mailRows(student, 'verify-email')).toMatchObject([{ status: 'sent', failure: null }]);
  });

  test('gets another one on asking; the code in each works until one has', async () => {
    const student = await createStudent(app);
    await smtp.arrived(student.email, VERIFY);
    expect((await student.fetch('/auth/email/resend', { method: 'POST' })).status).toBe(202);
    const [first, second] = await smtp.arrived(student.email, VERIFY, 2);
    expect(first?.messageId).not.toBe(second?.messageId);
    expect((await verify(codeIn(first ?? {}))).status).toBe(204);
  });

  test('whose name holds headers and HTML cannot write into a mail to an address that nobody has proven', async () => {
    const email = `${randomUUID()}@example.org`;
    const displayName = 'Win at http://evil.example <script>';
    const { user } = await body(await post('/auth/signup', { email, password: PASSWORD, displayName }));
    // As an older row might hold it.
    const hostile = `Eve\r\nBcc: eve@example.org\r\n\r\n${displayName}`;
    await app.db('user_profiles').where({ userId: user.id }).update({ displayName: hostile });
    await forget(email);
    const mails = [...(await smtp.arrived(email, VERIFY)), ...(await smtp.arrived(email, RESET))];
    for (const mail of mails) expect(mail.source).not.toMatch(/evil|\bEve\b|Bcc/i);

    // Who has proven it is greeted, in the body only.
    await verify(codeIn(mails[0] ?? {}));
    await forget(email);
    const greeted = (await smtp.arrived(email, RESET, 2))[1];
    expect(greeted?.text).toMatch(/^Hello Eve Bcc: eve@example\.org Win at /);
    expect(greeted?.recipients).toEqual([email]);
    expect([...(greeted?.headers.keys() ?? [])]).not.toContain('bcc');
    expect(greeted?.html).not.toContain('<script>');
    expect(smtp.mails.some(({ recipients }) => recipients.includes('eve@example.org'))).toBe(false);
  });
});

describe('a forgotten password', () => {
  test('is replaced by the code of a mail: sessions and the old password are dead, a mail tells of it', async () => {
    const student = await createStudent(app);
    await forget(student.email.toUpperCase());
    const [mail] = await smtp.arrived(student.email, RESET);
    const code = codeIn(mail ?? {});
    expect((await reset(code, 'password123')).status).toBe(422);
    expect((await reset(code)).status).toBe(204);
    expect((await reset(code, 'another new password')).status).toBe(400);
    expect((await student.fetch('/auth/me')).status).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: student.refreshToken })).status).toBe(401);
    expect((await logIn(student.email, PASSWORD)).status).toBe(401);
    const login = await logIn(student.email, NEW_PASSWORD);
    expect([login.status, (await body(login)).user.emailVerified]).toEqual([200, true]);
    expect((await smtp.arrived(student.email, /was reset/))[0]?.text).toContain('If it was not you');
    const [row] = await mailRows(student, 'reset-password');
    expect(row).toMatchObject({ status: 'sent', recipientAddress: null });
  });

  test('of an address that nobody has: the row ends without it, and no mail goes out', async () => {
    const address = `${randomUUID()}@example.org`;
    expect(await asked(address)).toMatchObject({
      status: 'skipped',
      recipientAddress: null,
      userId: null,
      failure: null,
    });
    expect(smtp.mails.filter(({ recipients }) => recipients.includes(address))).toEqual([]);
  });

  test('brings five mails an hour at most, also when asked for twenty times at once', async () => {
    const student = await createStudent(app);
    await Promise.all(Array.from({ length: 20 }, () => forget(student.email)));
    const rows = await finished(student, 20);
    expect(rows.filter(({ status }) => status === 'sent')).toHaveLength(5);
    expect(rows.filter(({ status }) => status === 'skipped')).toHaveLength(15);
    expect(await smtp.arrived(student.email, RESET, 5)).toHaveLength(5);
    const codes = app.db('one_time_codes').where({ userId: student.id, kind: 'reset-password' });
    expect(await codes).toHaveLength(5);

    await app
      .db('mails')
      .where({ userId: student.id })
      .update({ finishedAt: new Date(Date.now() - 3_601_000) });
    expect(await asked(student.email)).toMatchObject({ status: 'sent' });
  });

  test('of somebody suspended brings none; of somebody who is leaving it does', async () => {
    const student = await createStudent(app);
    const users = app.db('users').where({ id: student.id });
    for (const [status, end] of [
      ['suspended', 'skipped'],
      ['erased', 'skipped'],
      ['erasing', 'sent'],
    ]) {
      await users.clone().update({ status });
      expect([status, await asked(student.email)]).toMatchObject([status, { status: end, userId: student.id }]);
    }
    expect(await smtp.arrived(student.email, RESET)).toHaveLength(1);
  });
});

describe('support', () => {
  test('reads what became of a mail, and finds neither its code nor its address', async () => {
    const student = await createStudent(app);
    const sent = await asked(student.email);
    const nobody = `${randomUUID()}@example.org`;
    const skipped = await asked(nobody);
    const code = codeIn((await smtp.arrived(student.email, RESET))[0] ?? {});
    const client = createTemporalClient(app.config);
    for (const [row, words] of [
      [sent, 'has taken the mail'],
      [skipped, 'nobody to send it to'],
    ] as const) {
      const run = client.workflow.getHandle(row.workflowId);
      expect(await run.result()).toBe(row.status);
      expect(await (await run.describe()).staticSummary()).toBe('Send one mail');
      expect(await run.query('__temporal_workflow_metadata')).toMatchObject({
        currentDetails: expect.stringContaining(words),
      });
      const recording = await record(client, row.workflowId);
      const told = decodedPayloads(recording.history);
      expect(told).toContain(row.id);
      for (const secret of [code, student.email, student.id, nobody, 'example.org']) expect(told).not.toContain(secret);
      await keep(row === sent ? 'send-mail' : 'send-mail-skipped', recording);
      await replay(recording);
    }
    await client.connection.close();
  });
});

describe('a mail server', () => {
  test('that refuses the address for good: the row is failed, and says so', async () => {
    const student = await createStudent(app);
    await smtp.arrived(student.email, VERIFY);
    smtp.refuse(550);
    const row = await asked(student.email).finally(() => smtp.refuse(undefined));
    expect(row).toMatchObject({ status: 'failed', failure: 'MailRefused', recipientAddress: null, nextCheckAt: null });
    const client = createTemporalClient(app.config);
    const run = client.workflow.getHandle(row.workflowId);
    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'MailRefused' } });
    const recording = await record(client, row.workflowId);
    expect(decodedPayloads(recording.history)).not.toMatch(/example\.org|refused here/);
    await keep('send-mail-failed', recording);
    await replay(recording);
    await client.connection.close();
  });

  test('that asks to come back later gets the mail later', async () => {
    smtp.refuse(451);
    const student = await createStudent(app);
    const [row] = await mailRows(student, 'verify-email');
    const client = createTemporalClient(app.config);
    const run = client.workflow.getHandle(row.workflowId);
    await eventually(async () => {
      const [pending] = (await run.describe()).raw.pendingActivities ?? [];
      return pending?.lastFailure?.applicationFailureInfo?.type === 'MailUnavailable';
    }).finally(() => smtp.refuse(undefined));
    await smtp.arrived(student.email, VERIFY);
    expect(await run.result()).toBe('sent');
    await client.connection.close();
  });

  test('that is away for a while costs nothing but time', async () => {
    await proxy.set('refuse');
    const student = await createStudent(app);
    // A code is made for every try.
    const tries = async () => (await app.db('one_time_codes').where({ userId: student.id })).length;
    await eventually(async () => (await tries()) >= 2).finally(() => proxy.set('pass'));
    expect(await mailRows(student, 'verify-email')).toMatchObject([{ status: 'processing' }]);
    const [mail] = await smtp.arrived(student.email, VERIFY);
    expect((await verify(codeIn(mail ?? {}))).status).toBe(204);
    await eventually(async () => (await mailRows(student, 'verify-email'))[0].status === 'sent');
  });
});
