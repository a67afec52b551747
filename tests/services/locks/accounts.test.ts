import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createTimeBudget } from '../../../lib/time-budget.js';
import { changeRole } from '../../../services/account/change-role.js';
import { requestErasure } from '../../../services/account/erasure/request-erasure.js';
import { reinstateUser, suspendUser } from '../../../services/account/suspend-user.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import { changePassword } from '../../../services/auth/change-password.js';
import { linkGoogle } from '../../../services/auth/google/link-google.js';
import { signInWithGoogle } from '../../../services/auth/google/sign-in-with-google.js';
import { unlinkGoogle } from '../../../services/auth/google/unlink-google.js';
import { ensureAuthKeys } from '../../../services/auth/key-files.js';
import { openKeySet } from '../../../services/auth/keys.js';
import { logIn } from '../../../services/auth/log-in.js';
import { issueCode } from '../../../services/auth/one-time-codes.js';
import { openSession, type TokenSettings, type Tokens } from '../../../services/auth/open-session.js';
import { createPasswords } from '../../../services/auth/passwords.js';
import { refreshSession } from '../../../services/auth/refresh-session.js';
import { resetPassword } from '../../../services/auth/reset-password.js';
import { verifyEmail } from '../../../services/auth/verify-email.js';
import { deliverMail } from '../../../services/mail/deliver-mail.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildIdentity, buildMail, buildStudent } from '../../support/factories/index.js';
import { googleProof, UNREACHED_GOOGLE } from '../../support/google-proof.js';
import { whileLocked } from '../../support/locks.js';
import { unlimitedProofs } from '../../support/proofs.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const passwords = createPasswords({ memoryKib: 8192, passes: 1 });
const PASSWORD = 'correct horse battery';
const client = { address: '127.0.0.1', userAgent: 'a browser' };
let folder: string;
let tokens: TokenSettings;
let passwordHash: string;
let caller: Caller;
let userId: string;
let email: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scholium-keys-'));
  await ensureAuthKeys(join(folder, 'keys.json'));
  const keys = await openKeySet(services, { file: join(folder, 'keys.json') });
  tokens = { keys, issuer: 'scholium', audience: 'scholium-api', lifeSeconds: 600, refreshDays: 30 };
  passwordHash = await passwords.hash(PASSWORD);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db, { passwordHash });
  ({ userId } = caller);
  ({ email } = await users().first('email'));
});

const deps = () => ({
  ...services,
  db: services.db,
  passwords,
  tokens,
  google: UNREACHED_GOOGLE,
  throttle: { admit: async () => {}, succeeded: async () => {} },
  proofThrottle: unlimitedProofs,
  erasureGraceDays: 7,
});
const signIn = (): Promise<Tokens> =>
  services.db.transaction((trx) => openSession(tokens, { userId, client, now: services.clock() }, trx));
const users = (trx: Knex = services.db) => trx('users').where({ id: userId });
const sessions = (trx: Knex = services.db) => trx('sessions').where({ userId });
const suspend = (trx: Knex) => users(trx).update({ status: 'suspended' });
/** As somebody does who shuts others out: the account's row is held, and its sessions end. */
const revoke = async (trx: Knex) => {
  await users(trx).forUpdate();
  await sessions(trx).update({ revokedAt: services.clock() });
};
const code = (kind: 'reset-password' | 'verify-email') =>
  issueCode({ kind, userId, lifeMinutes: 30, now: services.clock() }, services.db);
const newPassword = 'another horse, another battery';

describe('what a caller proves who they are for waits for whoever shuts them out, and is refused then', () => {
  const { issuer } = UNREACHED_GOOGLE;
  const proving = () => ({ ...caller, proof: { password: PASSWORD }, limiterTime: createTimeBudget(500) });
  const acts: [string, () => Promise<() => Promise<unknown>>][] = [
    [
      'a change of the password',
      async () => () => changePassword(deps(), { ...proving(), password: newPassword, unlinkGoogle: false }),
    ],
    ['an erasure', async () => () => requestErasure(deps(), proving())],
    [
      'a link to Google',
      async () => {
        const google = await googleProof(services);
        return () => linkGoogle(deps(), { ...proving(), google });
      },
    ],
    [
      'the end of a link to Google',
      async () => {
        await buildIdentity(services.db, { userId, issuer });
        return () => unlinkGoogle(deps(), proving());
      },
    ],
  ];

  describe.each(acts)('%s', (_name, arrange) => {
    test.each([
      ['its session is ended', (trx: Knex) => sessions(trx).update({ revokedAt: services.clock() })],
      ['all sessions are ended, as by a reset of the password', revoke],
      ['the account is suspended', suspend],
    ])('when %s', async (_what, hold) => {
      const act = await arrange();
      const identities = await services.db('oauth_identities');
      await expect(whileLocked(services.db, hold, act)).rejects.toMatchObject({ type: 'unauthenticated' });
      expect(await users().first('passwordHash', 'status')).toMatchObject({ passwordHash });
      expect(await services.db('oauth_identities')).toEqual(identities);
      expect(await services.db('erasures')).toEqual([]);
      expect(services.starter.started).toEqual([]);
    });
  });
});

describe('a way in waits for whoever shuts the account, and is refused then', () => {
  test('by password', async () => {
    const entered = whileLocked(services.db, suspend, () =>
      logIn(deps(), { email, password: PASSWORD, client, limiterTime: createTimeBudget(500) }),
    );
    await expect(entered).rejects.toMatchObject({ type: 'account-closed' });
    expect(await sessions().pluck('id')).toEqual([caller.sessionId]);
  });

  test('by Google', async () => {
    const { issuer } = UNREACHED_GOOGLE;
    const { subject } = await buildIdentity(services.db, { userId, issuer });
    const proof = await googleProof(services, subject);
    const entered = whileLocked(services.db, suspend, () => signInWithGoogle(deps(), { proof, client }));
    await expect(entered).rejects.toMatchObject({ type: 'account-closed' });
    expect(await sessions().pluck('id')).toEqual([caller.sessionId]);
  });

  test('by a new password', async () => {
    const limiterTime = createTimeBudget(500);
    const input = { code: await code('reset-password'), password: newPassword, address: client.address, limiterTime };
    const reset = whileLocked(services.db, suspend, () => resetPassword(deps(), input));
    await expect(reset).rejects.toMatchObject({ type: 'account-closed' });
    expect(await users().first('passwordHash')).toEqual({ passwordHash });
  });

  test.each([
    ['the account', suspend],
    ['the session', (trx: Knex) => sessions(trx).update({ revokedAt: new Date() })],
    [
      'the token, which somebody used long ago',
      (trx: Knex) => trx('refresh_tokens').update({ rotatedAt: new Date(0) }),
    ],
  ])('by a refresh token: %s', async (_what, hold) => {
    const { refreshToken } = await signIn();
    const refreshed = whileLocked(services.db, hold, () => refreshSession(deps(), { refreshToken }));
    await expect(refreshed).rejects.toMatchObject({ type: 'refresh-token-invalid' });
    expect(
      await services
        .db('refresh_tokens')
        .whereNull('rotatedAt')
        .whereNot({ rotatedAt: new Date(0) }),
    ).toEqual([]);
  });
});

describe('what works once', () => {
  test('is used by one of two: the other waits, and is refused', async () => {
    const text = await code('verify-email');
    const used = whileLocked(
      services.db,
      (trx) => trx('one_time_codes').update({ usedAt: services.clock() }),
      () => verifyEmail(deps(), { code: text }),
    );
    await expect(used).rejects.toMatchObject({ type: 'code-invalid' });
    expect(await users().first('emailVerifiedAt')).toEqual({ emailVerifiedAt: null });
  });

  test('a first login by Google waits for another of the same person, and finds the account that it made', async () => {
    const [id, subject] = [randomUUID(), randomUUID()];
    const { issuer } = UNREACHED_GOOGLE;
    const proof = await googleProof(services, subject);
    const { isNew, user } = await whileLocked(
      services.db,
      async (trx) => {
        // As a login does: it claims the identity, finds nobody, and makes the account.
        await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))', { name: `${issuer} ${subject}` });
        await buildStudent(trx, { id, email: `${subject}@gmail.example` });
        await buildIdentity(trx, { userId: id, issuer, subject });
      },
      () => signInWithGoogle(deps(), { proof, client }),
    );
    expect([isNew, user.id]).toEqual([false, id]);
  });
});

describe('a change of the account', () => {
  const profile = { grade: null, locale: 'en', timeZone: 'UTC', boardVisibility: 'friends' } as const;

  test('of a version that another change makes old is refused', async () => {
    const changed = whileLocked(
      services.db,
      (trx) => trx('user_profiles').where({ userId }).update({ version: 2, displayName: 'First' }),
      () => updateProfile(deps(), { caller, versions: [1], fields: { ...profile, displayName: 'Second' } }),
    );
    await expect(changed).rejects.toMatchObject({ type: 'precondition-failed' });
    expect(await services.db('user_profiles').where({ userId }).first('displayName', 'version')).toEqual({
      displayName: 'First',
      version: 2,
    });
  });

  test('of its time zone follows the one before it', async () => {
    await whileLocked(
      services.db,
      (trx) => trx('user_profiles').where({ userId }).update({ timeZone: 'Asia/Kathmandu' }),
      () => updateProfile(deps(), { caller, versions: undefined, fields: { ...profile, displayName: 'Ada' } }),
    );
    const rules = await services.db('day_rules').where({ userId }).orderBy('startsAt');
    expect(rules.map(({ timeZone }) => timeZone)).toEqual(['Asia/Kathmandu', 'UTC']);
  });

  test('of its role waits for its suspension, and is refused', async () => {
    const changed = whileLocked(services.db, suspend, () => changeRole(deps(), { email, role: 'admin' }));
    await expect(changed).rejects.toThrow('suspended');
    expect(await users().first('role')).toEqual({ role: 'student' });
  });

  test.each([
    ['lose the role', () => changeRole(deps(), { email, role: 'student' })],
    ['are suspended', () => suspendUser(deps(), { email })],
  ])('two administrators never both %s at the same time', async (_what, act) => {
    await users().update({ role: 'admin' });
    const other = await buildStudent(services.db, { role: 'admin' });
    const changed = whileLocked(
      services.db,
      (trx) => trx('users').where({ id: other.id }).update({ role: 'student' }),
      act,
    );
    await expect(changed).rejects.toThrow('last administrator');
    expect(await users().first('role', 'status')).toEqual({ role: 'admin', status: 'active' });
  });
});

test('a second reinstatement leaves it to the first', async () => {
  await suspend(services.db);
  await whileLocked(
    services.db,
    (trx) => users(trx).update({ status: 'active' }),
    () => reinstateUser(services, { email }),
  );
  expect(await services.db('audit_log').where({ action: 'user.reinstated' })).toEqual([]);
});

describe('a mail', () => {
  test('waits for what its reader is doing, and is skipped when that makes it needless', async () => {
    const { id, runNo } = await buildMail(services.db, { userId, status: 'processing' });
    const sent: string[] = [];
    const mails = { send: async ({ kind }: { kind: string }) => void sent.push(kind), close: async () => {} };
    const outcome = await whileLocked(
      services.db,
      (trx) => users(trx).update({ emailVerifiedAt: services.clock() }),
      () =>
        deliverMail(
          { ...deps(), mails, appUrl: undefined, publicUrl: 'https://api.example.org' },
          { id, runNo },
          new AbortController().signal,
        ),
    );
    expect([outcome, sent]).toEqual(['skipped', []]);
  });
});
