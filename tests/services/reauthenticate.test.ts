import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createGoogle } from '../../clients/google/id-tokens.js';
import { issueSignInCode } from '../../services/auth/google/proofs.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { type IdentityProof, type ReauthenticateDeps, reauthenticate } from '../../services/auth/reauthenticate.js';
import { buildIdentity, buildSession } from '../support/factories/index.js';
import { CLIENT_ID, type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { provingCaller, unlimitedProofs } from '../support/proofs.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
let deps: ReauthenticateDeps;
beforeAll(async () => {
  google = await startGoogle();
  app = await startTestApp(google.env);
  deps = {
    ...app,
    passwords: createPasswords({ memoryKib: 8192, passes: 1 }),
    proofThrottle: unlimitedProofs,
    google: createGoogle({ issuer: google.issuer, audiences: [CLIENT_ID], onOutage: () => undefined }),
  };
});
afterAll(async () => {
  await app?.close();
  await google?.stop();
});

const MINUTE = 60_000;
const FAILED = { type: 'reauthentication-failed', status: 403 };
type Prover = Pick<Student, 'id' | 'sessionId'>;

/** Shows a proof, and uses it for something. */
async function prove(student: Prover, proof: IdentityProof, using = deps) {
  const confirm = await reauthenticate(using, { ...provingCaller(student), proof });
  return app.db.transaction(confirm);
}
const ago = (ms: number) => new Date(Date.now() - ms);
const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);

/** A student with a password and a Google login, in a session that began after it was linked. */
async function linkedStudent() {
  const { id, sessionId } = await createStudent(app);
  const person = newPerson();
  const linked = { userId: id, issuer: google.issuer, subject: String(person.sub) };
  await buildIdentity(app.db, { ...linked, createdAt: ago(MINUTE) });
  return { id, sessionId, person, token: (claims: object = {}) => google.idToken({ ...person, ...claims }) };
}

/** The code of a browser flow that this person went through. */
async function codeOf(person: Record<string, unknown>, issuedAt = new Date()) {
  const codeVerifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const identity = { issuer: google.issuer, subject: String(person.sub), email: 'a@b.example', name: null, issuedAt };
  return { code: await issueSignInCode(app, { identity, codeChallenge: challenge }), codeVerifier };
}

describe('by password', () => {
  test('the right one passes, as often as it is given', async () => {
    const student = await createStudent(app);
    expect(await prove(student, { password: PASSWORD })).toMatchObject({ id: student.id });
    await prove(student, { password: PASSWORD });
  });

  test('a wrong one fails, and nobody has none that fits', async () => {
    const student = await createStudent(app);
    await expect(prove(student, { password: 'not the password' })).rejects.toMatchObject(FAILED);
    const nobody = { id: randomUUID(), sessionId: randomUUID() };
    await expect(prove(nobody, { password: PASSWORD })).rejects.toMatchObject({ type: 'unauthenticated' });
  });

  test('an account without one has none that fits', async () => {
    const student = await createStudent(app);
    await app.db('users').where({ id: student.id }).update({ passwordHash: null });
    for (const password of [PASSWORD, 'nobody has this password', ''])
      await expect(prove(student, { password })).rejects.toMatchObject(FAILED);
  });

  test('one that was changed after it was looked at passes no longer', async () => {
    const student = await createStudent(app);
    const confirm = await reauthenticate(deps, { ...provingCaller(student), proof: { password: PASSWORD } });
    await app.db('users').where({ id: student.id }).update({ passwordHash: 'another' });
    await expect(app.db.transaction(confirm)).rejects.toMatchObject(FAILED);
  });

  test.each([
    ['a session that was ended', 'sessions', { revokedAt: new Date() }],
    ['an account that was suspended', 'users', { status: 'suspended' }],
    ['an account that is leaving', 'users', { status: 'erasing' }],
  ])('passes no longer for %s after it was looked at', async (_what, table, change) => {
    const student = await createStudent(app);
    const confirm = await reauthenticate(deps, { ...provingCaller(student), proof: { password: PASSWORD } });
    const id = table === 'users' ? student.id : student.sessionId;
    await app.db(table).where({ id }).update(change);
    await expect(app.db.transaction(confirm)).rejects.toMatchObject({ type: 'unauthenticated' });
  });
});

describe('by an id token', () => {
  test('a fresh one of the own login passes, once', async () => {
    const student = await linkedStudent();
    const idToken = await student.token();
    await prove(student, { idToken });
    await expect(prove(student, { idToken })).rejects.toMatchObject(FAILED);
  });

  test('one of more than five minutes ago fails, and one of less passes', async () => {
    const student = await linkedStudent();
    const old = await student.token({ iat: seconds(ago(5 * MINUTE + 5_000)) });
    await expect(prove(student, { idToken: old })).rejects.toMatchObject(FAILED);
    await prove(student, { idToken: await student.token({ iat: seconds(ago(4 * MINUTE)) }) });
  });

  test("another student's fails, and stays good for its owner", async () => {
    const [one, other] = [await linkedStudent(), await linkedStudent()];
    const idToken = await other.token();
    await expect(prove(one, { idToken })).rejects.toMatchObject(FAILED);
    await prove(other, { idToken });
  });

  test('that of a login which is linked to nobody fails', async () => {
    await expect(prove(await linkedStudent(), { idToken: await google.idToken() })).rejects.toMatchObject(FAILED);
  });

  test('that of a login which was linked after the session began fails, and passes in a later session', async () => {
    const student = await linkedStudent();
    await app
      .db('oauth_identities')
      .where({ userId: student.id })
      .update({ createdAt: new Date(Date.now() + 1_000) });
    await expect(prove(student, { idToken: await student.token() })).rejects.toMatchObject(FAILED);
    const later = await buildSession(app.db, { userId: student.id, createdAt: new Date(Date.now() + 2_000) });
    await prove({ ...student, sessionId: later.id }, { idToken: await student.token() });
  });

  test('that of a login which was unlinked after it was looked at fails, and is not used up', async () => {
    const student = await linkedStudent();
    const idToken = await student.token();
    const confirm = await reauthenticate(deps, { ...provingCaller(student), proof: { idToken } });
    const [linked] = await app.db('oauth_identities').where({ userId: student.id }).delete().returning('*');
    await expect(app.db.transaction(confirm)).rejects.toMatchObject(FAILED);
    await buildIdentity(app.db, linked);
    await prove(student, { idToken });
  });

  test('one that opened a session, one with a nonce that is not known and a forged one fail', async () => {
    const student = await linkedStudent();
    const used = await student.token();
    const login = await fetch(`${app.api.url}/api/v1/auth/google`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ idToken: used }),
    });
    expect(login.status).toBe(200);
    const wrong = [used, await student.token({ nonce: 'n' }), `${(await student.token()).slice(0, -8)}AAAAAAAA`, 'x'];
    for (const idToken of wrong) await expect(prove(student, { idToken })).rejects.toMatchObject(FAILED);
    await prove(student, { idToken: await student.token({ nonce: 'n' }), nonce: 'n' });
  });
});

describe('by the code of a login in the browser', () => {
  test('the own one passes, once', async () => {
    const student = await linkedStudent();
    const proof = await codeOf(student.person);
    await prove(student, proof);
    await expect(prove(student, proof)).rejects.toMatchObject(FAILED);
  });

  test("one without its verifier, another student's and an old one fail", async () => {
    const student = await linkedStudent();
    const { code } = await codeOf(student.person);
    await expect(prove(student, { code, codeVerifier: 'v'.repeat(43) })).rejects.toMatchObject(FAILED);
    await expect(prove(student, await codeOf(newPerson()))).rejects.toMatchObject(FAILED);
    await expect(prove(student, await codeOf(student.person, ago(6 * MINUTE)))).rejects.toMatchObject(FAILED);
  });
});

describe('wrong proofs', () => {
  const linesOf = (student: Prover) =>
    app.db('audit_log').where({ subjectId: student.id, action: 'proof.wrong' }).orderBy('id').pluck('details');
  const wrong = (student: Prover) => prove(student, { password: 'not the password' });

  test('each leaves a line in the audit log, and the tenth in a row ends the session', async () => {
    const student = await createStudent(app);
    for (let count = 0; count < 9; count += 1) await expect(wrong(student)).rejects.toMatchObject(FAILED);
    await expect(wrong(student)).rejects.toMatchObject({ type: 'unauthenticated' });
    const { sessionId } = student;
    expect(await linesOf(student)).toEqual(
      Array.from({ length: 10 }, (_, at) => ({ sessionId, inARow: at + 1, sessionEnded: at === 9 })),
    );
    await expect(prove(student, { password: PASSWORD })).rejects.toMatchObject({ type: 'unauthenticated' });
    expect((await student.fetch('/auth/logout', { method: 'POST' })).status).toBe(401);
  });

  test('of many at once ten are counted', async () => {
    const student = await createStudent(app);
    await Promise.allSettled(Array.from({ length: 30 }, () => wrong(student)));
    expect(await linesOf(student)).toHaveLength(10);
  });

  test('are forgotten after a right one', async () => {
    const student = await createStudent(app);
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 6; count += 1) await expect(wrong(student)).rejects.toMatchObject(FAILED);
      await prove(student, { password: PASSWORD });
    }
    expect((await linesOf(student)).map(({ inARow }) => inARow)).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
  });

  test('are what was wrong, and not what could not be looked at', async () => {
    const student = await linkedStudent();
    const idToken = await student.token();
    const counted = { admitted: 0, takenBack: 0 };
    const counting = {
      ...deps,
      proofThrottle: {
        admit: async () => void counted.admitted++,
        takeBack: async () => void counted.takenBack++,
        succeeded: async () => {},
      },
    };
    const unset = prove(student, { idToken }, { ...counting, google: null });
    await expect(unset).rejects.toMatchObject({ type: 'google-not-configured' });
    const away = createGoogle({ issuer: 'http://127.0.0.1:1', audiences: [CLIENT_ID], onOutage: () => undefined });
    const unreachable = prove(student, { idToken }, { ...counting, google: away });
    await expect(unreachable).rejects.toMatchObject({ type: 'service-unavailable' });
    expect(counted).toEqual({ admitted: 2, takenBack: 2 });
    expect(await linesOf(student)).toEqual([]);
    await prove(student, { idToken });
  });
});
