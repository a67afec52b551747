import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createGoogle } from '../../clients/google/id-tokens.js';
import { issueSignInCode } from '../../services/auth/google/proofs.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { type IdentityProof, type ReauthenticateDeps, reauthenticate } from '../../services/auth/reauthenticate.js';
import { CLIENT_ID, type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { createStudent, PASSWORD } from '../support/student.js';
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
    google: createGoogle({ issuer: google.issuer, audiences: [CLIENT_ID], onOutage: () => undefined }),
  };
});
afterAll(async () => {
  await app?.close();
  await google?.stop();
});

const MINUTE = 60_000;
const FAILED = { type: 'reauthentication-failed', status: 403 };
const prove = (userId: string, proof: IdentityProof) => reauthenticate(deps, { userId, proof });
const ago = (ms: number) => new Date(Date.now() - ms);
const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);

/** A student with a password and a Google login. */
async function linkedStudent() {
  const { id, fetch } = await createStudent(app);
  const person = newPerson();
  const linked = await fetch('/auth/google/link', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ idToken: await google.idToken(person) }),
  });
  expect(linked.status).toBe(204);
  return { id, person, token: (claims: object = {}) => google.idToken({ ...person, ...claims }) };
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
    const { id } = await createStudent(app);
    await prove(id, { password: PASSWORD });
    await prove(id, { password: PASSWORD });
  });

  test("a wrong one, another student's and one of nobody fail alike", async () => {
    const { id } = await createStudent(app);
    await expect(prove(id, { password: 'not the password' })).rejects.toMatchObject(FAILED);
    await expect(prove(crypto.randomUUID(), { password: PASSWORD })).rejects.toMatchObject(FAILED);
  });

  test('an account without one has none that fits', async () => {
    const { id } = await createStudent(app);
    await app.db('users').where({ id }).update({ passwordHash: null });
    for (const password of [PASSWORD, 'nobody has this password', ''])
      await expect(prove(id, { password })).rejects.toMatchObject(FAILED);
  });
});

describe('by an id token', () => {
  test('a fresh one of the own login passes, once', async () => {
    const { id, token } = await linkedStudent();
    const idToken = await token();
    await prove(id, { idToken });
    await expect(prove(id, { idToken })).rejects.toMatchObject(FAILED);
  });

  test('one of more than five minutes ago fails, and one of less passes', async () => {
    const { id, token } = await linkedStudent();
    const old = await token({ iat: seconds(ago(5 * MINUTE + 5_000)) });
    await expect(prove(id, { idToken: old })).rejects.toMatchObject(FAILED);
    await prove(id, { idToken: await token({ iat: seconds(ago(4 * MINUTE)) }) });
  });

  test("another student's fails, and stays good for its owner", async () => {
    const [one, other] = [await linkedStudent(), await linkedStudent()];
    const idToken = await other.token();
    await expect(prove(one.id, { idToken })).rejects.toMatchObject(FAILED);
    await prove(other.id, { idToken });
  });

  test('that of a login which is linked to nobody fails', async () => {
    const { id } = await linkedStudent();
    await expect(prove(id, { idToken: await google.idToken() })).rejects.toMatchObject(FAILED);
  });

  test('one that opened a session, one with a nonce that is not known and a forged one fail', async () => {
    const { id, token } = await linkedStudent();
    const used = await token();
    const login = await fetch(`${app.api.url}/api/v1/auth/google`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ idToken: used }),
    });
    expect(login.status).toBe(200);
    for (const idToken of [used, await token({ nonce: 'n' }), `${(await token()).slice(0, -8)}AAAAAAAA`, 'x'])
      await expect(prove(id, { idToken })).rejects.toMatchObject(FAILED);
    await prove(id, { idToken: await token({ nonce: 'n' }), nonce: 'n' });
  });
});

describe('by the code of a login in the browser', () => {
  test('the own one passes, once', async () => {
    const { id, person } = await linkedStudent();
    const proof = await codeOf(person);
    await prove(id, proof);
    await expect(prove(id, proof)).rejects.toMatchObject(FAILED);
  });

  test("one without its verifier, another student's and an old one fail", async () => {
    const { id, person } = await linkedStudent();
    const { code } = await codeOf(person);
    await expect(prove(id, { code, codeVerifier: 'v'.repeat(43) })).rejects.toMatchObject(FAILED);
    await expect(prove(id, await codeOf(newPerson()))).rejects.toMatchObject(FAILED);
    await expect(prove(id, await codeOf(person, ago(6 * MINUTE)))).rejects.toMatchObject(FAILED);
  });
});

test('what is not the proof’s fault is told as what it is', async () => {
  const { id, token } = await linkedStudent();
  const idToken = await token();
  await expect(reauthenticate({ ...deps, google: null }, { userId: id, proof: { idToken } })).rejects.toMatchObject({
    type: 'google-not-configured',
  });
  const away = createGoogle({ issuer: 'http://127.0.0.1:1', audiences: [CLIENT_ID], onOutage: () => undefined });
  await expect(reauthenticate({ ...deps, google: away }, { userId: id, proof: { idToken } })).rejects.toMatchObject({
    type: 'service-unavailable',
  });
  await prove(id, { idToken });
});
