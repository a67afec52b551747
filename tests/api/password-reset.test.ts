import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { reconcile } from '../../services/runs/reconcile.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { buildIdentity } from '../support/factories/index.js';
import { bearer, postTo, problemOf } from '../support/http.js';
import { createStudent, expectSessionEnded, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NEW_PASSWORD = 'a wholly new password';

/** No worker runs here: mails stay queued, and tests make the codes that they would carry. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content?: unknown, accessToken?: string) =>
  postTo(app, path, content, accessToken ? bearer(accessToken) : {});
const reset = (code: string, password = NEW_PASSWORD) => post('/auth/password/reset', { code, password });
const verify = (code: string) => post('/auth/email/verify', { code });
const logIn = ({ email }: Pick<Student, 'email'>, password: string) => post('/auth/login', { email, password });
const statuses = (responses: Response[]) => responses.map(({ status }) => status).sort();

const codeFor = (userId: string, kind: 'verify-email' | 'reset-password' = 'reset-password', lifeMinutes = 30) =>
  issueCode({ kind, userId, lifeMinutes, now: app.clock() }, app.db);
const userRow = ({ id }: Pick<Student, 'id'>) => app.db('users').where({ id }).first();
const mailsOf = ({ id: userId }: Pick<Student, 'id'>, kind: string) => app.db('mails').where({ userId, kind });
const auditOf = ({ id: subjectId }: Pick<Student, 'id'>) => app.db('audit_log').where({ subjectId });
const setStatus = ({ id }: Pick<Student, 'id'>, status: string) => app.db('users').where({ id }).update({ status });
const addIdentity = ({ id: userId }: Pick<Student, 'id'>) => buildIdentity(app.db, { userId });
const identitiesOf = ({ id: userId }: Pick<Student, 'id'>) => app.db('oauth_identities').where({ userId });

describe('a forgotten password', () => {
  const forget = (email: string) => post('/auth/password/forgot', { email });

  test('is answered the same, by the same work, whether or not there is an account', async () => {
    const { email } = await createStudent(app);
    const unknown = `${randomUUID()}@example.org`;
    const suspended = await createStudent(app);
    await setStatus(suspended, 'suspended');
    const addresses = [email, unknown, suspended.email, email.toUpperCase()];
    const responses = await Promise.all(addresses.map(forget));
    const seen = await Promise.all(
      responses.map(async (response) => {
        const headers = Object.fromEntries(response.headers);
        for (const own of ['x-request-id', 'date', 'ratelimit']) delete headers[own];
        return { status: response.status, text: await response.text(), headers };
      }),
    );
    expect(seen[0]).toMatchObject({ status: 202, text: '' });
    for (const one of seen) expect(one).toEqual(seen[0]);

    // Nothing that could take longer for one of them is done before the response.
    const rows = await app.db('mails').where({ kind: 'reset-password' }).whereNotNull('recipientAddress');
    expect(rows.map(({ recipientAddress }) => recipientAddress).sort()).toEqual(
      [email, email, unknown, suspended.email].sort(),
    );
    for (const row of rows) expect(row).toMatchObject({ status: 'queued', userId: null });
    const client = createTemporalClient(app.config);
    for (const { workflowId } of rows) {
      const { status, searchAttributes } = await client.workflow.getHandle(workflowId).describe();
      expect([status.name, searchAttributes.UserId]).toEqual(['RUNNING', undefined]);
    }
    await client.connection.close();
  });

  test.each([
    ['a word', 'nobody'],
    ['a host without a dot', 'a@b'],
    ['an address with a header behind it', 'ada@example.org\r\nBcc: eve@example.org'],
    ['one that is too long', `${'x'.repeat(250)}@example.org`],
    ['a number', 7],
  ])('%s is no address', async (_what, email) => {
    expect((await post('/auth/password/forgot', { email })).status).toBe(422);
  });

  test('a run that was ended from outside leaves no address behind', async () => {
    const email = `${randomUUID()}@example.org`;
    await forget(email);
    const { id, workflowId } = await app.db('mails').where({ recipientAddress: email }).first();
    const client = createTemporalClient(app.config);
    await client.workflow.getHandle(workflowId).terminate();
    await app
      .db('mails')
      .where({ id })
      .update({ nextCheckAt: new Date(0) });
    await reconcile({ ...app, starter: createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX) });
    expect(await app.db('mails').where({ id }).first()).toMatchObject({
      status: 'failed',
      failure: 'WorkflowEnded',
      recipientAddress: null,
    });
    await client.connection.close();
  });
});

describe('a reset', () => {
  test('changes the password, ends every session, proves the e-mail, is told by mail and in the audit log', async () => {
    const student = await createStudent(app);
    const other = (await body(await logIn(student, PASSWORD))).tokens;
    expect((await reset(await codeFor(student.id))).status).toBe(204);
    expect((await logIn(student, PASSWORD)).status).toBe(401);
    await expectSessionEnded(app, student);
    await expectSessionEnded(app, other);
    const login = await logIn(student, NEW_PASSWORD);
    expect(login.status).toBe(200);
    expect((await body(login)).user.emailVerified).toBe(true);
    expect(await mailsOf(student, 'password-reset')).toHaveLength(1);
    expect(await auditOf(student)).toMatchObject([
      { action: 'password.reset', actorKind: 'user', actorId: student.id, details: { sessionsEnded: 2 } },
    ]);
  });

  test('touches nobody else', async () => {
    const [student, stranger] = [await createStudent(app), await createStudent(app)];
    const theirs = await codeFor(stranger.id);
    await addIdentity(stranger);
    await reset(await codeFor(student.id));
    expect((await post('/auth/email/resend', undefined, stranger.accessToken)).status).toBe(202);
    expect(await identitiesOf(stranger)).toHaveLength(1);
    expect((await logIn(stranger, PASSWORD)).status).toBe(200);
    expect((await reset(theirs, 'another new password')).status).toBe(204);
  });

  test('by the same code ten times at once happens once, and one password holds', async () => {
    const student = await createStudent(app);
    const code = await codeFor(student.id);
    const passwords = Array.from({ length: 10 }, (_, index) => `a new password, number ${index}`);
    const responses = await Promise.all(passwords.map((password) => reset(code, password)));
    expect(statuses(responses)).toEqual([204, ...Array(9).fill(400)]);
    const won = passwords[responses.findIndex(({ status }) => status === 204)] ?? '';
    expect((await logIn(student, won)).status).toBe(200);
    expect(await mailsOf(student, 'password-reset')).toHaveLength(1);
    expect(await auditOf(student)).toHaveLength(1);
  });

  test('by ten codes at once happens once as well: the first uses the others up', async () => {
    const student = await createStudent(app);
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeFor(student.id)));
    const responses = await Promise.all(codes.map((code) => reset(code)));
    expect(statuses(responses)).toEqual([204, ...Array(9).fill(400)]);
    expect(await app.db('one_time_codes').where({ userId: student.id }).whereNull('usedAt')).toEqual([]);
  });

  test('to a password that is easily guessed is refused, and leaves the code as it was', async () => {
    const student = await createStudent(app);
    const code = await codeFor(student.id);
    for (const password of ['short', 'password123', 'aaaaaaaaaaaaaa', student.email, 'Test Student']) {
      const response = await reset(code, password);
      expect([password, response.status]).toEqual([password, 422]);
      expect((await body(response)).errors[0].pointer).toBe('/password');
    }
    expect((await logIn(student, PASSWORD)).status).toBe(200);
    expect((await reset(code)).status).toBe(204);
  });

  test('by a wrong, used or expired code is refused alike, and changes nothing', async () => {
    const student = await createStudent(app);
    const used = await codeFor(student.id);
    await app.db('one_time_codes').where({ userId: student.id }).update({ usedAt: new Date() });
    for (const code of ['nobody has this', used, await codeFor(student.id, 'reset-password', -1), "'; --"]) {
      const response = await reset(code);
      expect([response.status, await problemOf(response)]).toEqual([400, 'code-invalid']);
    }
    expect((await logIn(student, PASSWORD)).status).toBe(200);
    expect(await auditOf(student)).toEqual([]);
  });

  test.each([
    [{}],
    [{ code: 'x' }],
    [{ code: '', password: NEW_PASSWORD }],
    [{ code: ['x'], password: NEW_PASSWORD }],
    [{ code: 'x', password: NEW_PASSWORD, userId: 'somebody' }],
  ])('%j is no request for one', async (content) => {
    expect((await post('/auth/password/reset', content)).status).toBe(422);
  });

  test.each([
    ['not proven', false],
    ['proven', true],
  ])('takes every Google login away where the e-mail was %s before', async (_what, isProven) => {
    const student = await createStudent(app);
    if (isProven) await verify(await codeFor(student.id, 'verify-email'));
    await addIdentity(student);
    await reset(await codeFor(student.id));
    expect(await identitiesOf(student)).toEqual([]);
    expect(await auditOf(student)).toMatchObject([{ details: { identitiesRemoved: 1 } }]);
  });

  test('lets its owner sign in at once, however often others have tried', async () => {
    const student = await createStudent(app);
    await eventually(async () => (await logIn(student, 'not the password')).status === 429);
    expect((await logIn(student, PASSWORD)).status).toBe(429);
    await reset(await codeFor(student.id));
    expect((await logIn(student, NEW_PASSWORD)).status).toBe(200);
  });

  test('is a way back for somebody who is leaving, and none for somebody suspended or gone', async () => {
    const student = await createStudent(app);
    const code = await codeFor(student.id);
    for (const status of ['suspended', 'erased']) {
      await setStatus(student, status);
      expect((await reset(code)).status).toBe(403);
    }
    await setStatus(student, 'erasing');
    expect((await reset(code)).status).toBe(204);
    expect(await userRow(student)).toMatchObject({ status: 'erasing' });
    expect((await logIn(student, NEW_PASSWORD)).status).toBe(200);
    expect(await userRow(student)).toMatchObject({ status: 'active' });
  });
});
