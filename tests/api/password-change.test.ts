import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changePassword } from '../../services/auth/change-password.js';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { type GoogleDouble, newPerson } from '../support/google.js';
import { startGoogleApp } from '../support/google-app.js';
import { bearer, postTo, problemOf } from '../support/http.js';
import { provingCaller, unlimitedProofs } from '../support/proofs.js';
import { createStudent, expectSessionEnded, PASSWORD, type Student } from '../support/student.js';
import type { TestApp } from '../support/test-app.js';

const NEW_PASSWORD = 'a wholly new password';

/** No worker runs here: mails stay queued, and tests make the codes that they would carry. */
let app: TestApp;
let google: GoogleDouble;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());

const post = (path: string, content?: unknown, accessToken?: string) =>
  postTo(app, path, content, accessToken ? bearer(accessToken) : {});
const reset = (code: string, password = NEW_PASSWORD) => post('/auth/password/reset', { code, password });
const change = ({ accessToken }: Pick<Student, 'accessToken'>, proof: object, password = NEW_PASSWORD) =>
  post('/auth/password/change', { proof, password }, accessToken);
const logIn = ({ email }: Pick<Student, 'email'>, password: string) => post('/auth/login', { email, password });

const codeFor = (userId: string, kind: 'verify-email' | 'reset-password' = 'reset-password', lifeMinutes = 30) =>
  issueCode({ kind, userId, lifeMinutes, now: app.clock() }, app.db);
const mailsOf = ({ id: userId }: Pick<Student, 'id'>, kind: string) => app.db('mails').where({ userId, kind });
const auditOf = ({ id: subjectId }: Pick<Student, 'id'>) => app.db('audit_log').where({ subjectId });

describe('changing the password', () => {
  test('needs the old one, keeps the session that does it and ends the others', async () => {
    const student = await createStudent(app);
    const other = (await body(await logIn(student, PASSWORD))).tokens;
    const resetCode = await codeFor(student.id);
    expect((await change(student, { password: PASSWORD })).status).toBe(204);
    expect((await post('/auth/refresh', { refreshToken: student.refreshToken })).status).toBe(200);
    expect((await post('/auth/email/resend', undefined, student.accessToken)).status).toBe(202);
    await expectSessionEnded(app, other);
    expect((await logIn(student, PASSWORD)).status).toBe(401);
    expect((await logIn(student, NEW_PASSWORD)).status).toBe(200);
    expect((await reset(resetCode)).status).toBe(400);
    expect(await mailsOf(student, 'password-changed')).toHaveLength(1);
    expect(await auditOf(student)).toMatchObject([{ action: 'password.changed', actorId: student.id }]);
  });

  test('with a wrong proof is refused, and changes nothing', async () => {
    const student = await createStudent(app);
    for (const proof of [{ password: 'not the password' }, { idToken: 'x.y.z' }]) {
      const response = await change(student, proof);
      expect([response.status, await problemOf(response)]).toEqual([403, 'reauthentication-failed']);
    }
    expect((await logIn(student, PASSWORD)).status).toBe(200);
    expect(await mailsOf(student, 'password-changed')).toEqual([]);
    expect(await auditOf(student)).toMatchObject([{ action: 'proof.wrong' }, { action: 'proof.wrong' }]);
  });

  test("with another student's password is refused", async () => {
    const [student, stranger] = [await createStudent(app), await createStudent(app)];
    await change(stranger, { password: PASSWORD }, 'the password of a stranger');
    expect((await change(student, { password: 'the password of a stranger' })).status).toBe(403);
  });

  test('nobody changes it without a session, and none is taken that is easily guessed', async () => {
    const student = await createStudent(app);
    expect((await change({ accessToken: '' }, { password: PASSWORD })).status).toBe(401);
    expect((await change(student, { password: PASSWORD }, 'password123')).status).toBe(422);
    expect((await change(student, {})).status).toBe(422);
    expect((await logIn(student, PASSWORD)).status).toBe(200);
  });

  test('an account that Google alone opens gets its first password by a fresh login at Google', async () => {
    const person = newPerson();
    const { user, tokens } = await body(await post('/auth/google', { idToken: await google.idToken(person) }));
    const weak = await google.idToken(person);
    expect((await change(tokens, { idToken: weak }, 'password123')).status).toBe(422);
    expect((await change(tokens, { idToken: await google.idToken(newPerson()) })).status).toBe(403);
    expect((await change(tokens, { password: '' })).status).toBe(422);
    // The weak password has not used it up.
    expect((await change(tokens, { idToken: weak })).status).toBe(204);
    expect((await logIn({ email: user.email }, NEW_PASSWORD)).status).toBe(200);
  });

  test('loses against a reset that came between its proof and its end', async () => {
    const student = await createStudent(app);
    const passwords = createPasswords({ memoryKib: 8192, passes: 1 });
    const slow = {
      ...passwords,
      hash: async (password: string) => {
        expect((await reset(await codeFor(student.id))).status).toBe(204);
        return passwords.hash(password);
      },
    };
    const client = createTemporalClient(app.config);
    const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
    const log = { info() {}, warn() {}, error() {} };
    await expect(
      changePassword(
        { ...app, passwords: slow, proofThrottle: unlimitedProofs, google: null, starter, log },
        {
          ...provingCaller(student),
          proof: { password: PASSWORD },
          password: 'the one of a thief',
          unlinkGoogle: false,
        },
      ),
    ).rejects.toMatchObject({ type: 'unauthenticated' });
    expect((await logIn(student, 'the one of a thief')).status).toBe(401);
    expect((await logIn(student, NEW_PASSWORD)).status).toBe(200);
    await client.connection.close();
  });
});
