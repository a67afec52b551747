import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Router } from '@koa/router';
import Koa from 'koa';
import { type Access, allow } from '../../api/middleware/allow.js';
import { authenticate } from '../../api/middleware/authenticate.js';
import { problems } from '../../api/middleware/problems.js';
import { createListener, type Listener } from '../../db/listener.js';
import type { Role } from '../../db/models/user.js';
import { changeRole } from '../../services/account/change-role.js';
import { createAdmin } from '../../services/account/create-admin.js';
import { reinstateUser, suspendUser } from '../../services/account/suspend-user.js';
import { openKeySet } from '../../services/auth/keys.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { createSessionStates } from '../../services/auth/session-states.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let server: Server;
let listener: Listener;

/** The real gates before routes of every kind; the product's own routes for support come later. */
beforeAll(async () => {
  app = await startTestApp();
  listener = createListener(app.config.DATABASE_URL);
  const keys = await openKeySet(app, { file: app.config.AUTH_KEYS_FILE });
  const settings = { keys, issuer: 'scholium', audience: 'scholium-api', lifeSeconds: 600 };
  const session = authenticate({
    tokens: settings,
    sessions: createSessionStates({ ...app, listener }),
    clock: app.clock,
  });
  const router = new Router();
  for (const access of ['student', 'support', 'admin'] as const satisfies Access[]) {
    router.get(`/${access}`, ...session, ...allow(access), (ctx) => {
      ctx.body = {};
    });
  }
  const koa = new Koa();
  koa.use(problems({ log: console, faults: { report() {} } }));
  koa.use(router.routes());
  server = koa.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await listener.close();
  await app.close();
});

const ask = (access: string, token: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${access}`, {
    headers: { Authorization: `Bearer ${token}` },
  });

describe('roles', () => {
  test.each([
    ['student', [200, 403, 403]],
    ['support', [200, 200, 403]],
    ['admin', [200, 200, 200]],
  ] as [Role, number[]][])('%s', async (role, expected) => {
    const { email, accessToken } = await createStudent(app);
    await app.db('users').where({ email }).update({ role });
    const responses = await Promise.all(['student', 'support', 'admin'].map((access) => ask(access, accessToken)));
    expect(responses.map(({ status }) => status)).toEqual(expected);
    const refused = responses.find(({ status }) => status === 403);
    if (refused) expect((await body(refused)).type).toBe('urn:scholium:problem:not-allowed');
  });

  test('nobody gets in without a token, whatever the role that is asked for', async () => {
    for (const access of ['student', 'support', 'admin']) expect((await ask(access, '')).status).toBe(401);
  });
});

describe('commands', () => {
  const passwords = createPasswords({ memoryKib: 8192, passes: 1 });
  const user = (email: string) => app.db('users').where({ email }).first();
  const logIn = (email: string, password: string) =>
    checkedFetch(`${app.api.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });

  /** A student who has confirmed the e-mail. */
  const createConfirmed = async () => {
    const student = await createStudent(app);
    await app.db('users').where({ id: student.id }).update({ emailVerifiedAt: app.clock() });
    return student;
  };

  test('make the first administrator, who can sign in with the password that was shown', async () => {
    const { password } = await createAdmin({ ...app, passwords }, { email: 'Root@Example.org' });
    const response = await logIn('root@example.org', password ?? '');
    expect((await body(response)).user).toMatchObject({ role: 'admin', email: 'root@example.org' });
    const { id } = await user('root@example.org');
    expect(await app.db('audit_log').where({ subjectId: id })).toMatchObject([
      { action: 'role.changed', actorKind: 'command', details: { from: null, to: 'admin' } },
    ]);
  });

  test('promote an account that is there, and leave its password alone', async () => {
    const { id, email } = await createConfirmed();
    expect(await createAdmin({ ...app, passwords }, { email })).toEqual({ password: null });
    expect((await body(await logIn(email, PASSWORD))).user.role).toBe('admin');
    expect(await app.db('audit_log').where({ subjectId: id, action: 'role.changed' })).toMatchObject([
      { details: { from: 'student', to: 'admin' } },
    ]);
  });

  test('give no role to whoever signed up with an e-mail that nobody has confirmed, and take one away', async () => {
    const { id, email } = await createStudent(app);
    const refused = `Nobody has confirmed the e-mail ${email}`;
    await expect(createAdmin({ ...app, passwords }, { email })).rejects.toThrow(refused);
    await expect(changeRole(app, { email, role: 'support' })).rejects.toThrow(refused);
    expect(await user(email)).toMatchObject({ role: 'student' });
    expect(await app.db('audit_log').where({ subjectId: id, action: 'role.changed' })).toEqual([]);
    await app.db('users').where({ id }).update({ role: 'support' });
    await changeRole(app, { email, role: 'student' });
    expect(await user(email)).toMatchObject({ role: 'student' });
  });

  test('never take the last administrator away, also two at once', async () => {
    await app.db('users').where({ role: 'admin' }).update({ role: 'student' });
    const [one, two] = [await createConfirmed(), await createConfirmed()];
    await changeRole(app, { email: one.email, role: 'admin' });
    await changeRole(app, { email: two.email, role: 'admin' });
    const both = await Promise.allSettled([
      changeRole(app, { email: one.email, role: 'student' }),
      suspendUser(app, two),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason.message).toContain('the last administrator');
    expect(await app.db('users').where({ role: 'admin', status: 'active' })).toHaveLength(1);
  });

  test('suspend: every session ends and nobody signs in; reinstate: they may again; both are in the audit log', async () => {
    const student = await createStudent(app);
    await suspendUser(app, student);
    await suspendUser(app, student);
    expect((await student.fetch('/auth/logout', { method: 'POST' })).status).toBe(401);
    expect((await logIn(student.email, PASSWORD)).status).toBe(403);
    await reinstateUser(app, student);
    expect((await logIn(student.email, PASSWORD)).status).toBe(200);
    expect((await student.fetch('/auth/me')).status).toBe(401);
    const entries = await app.db('audit_log').where({ subjectId: student.id }).orderBy('id').select('action');
    expect(entries.map(({ action }) => action)).toEqual(['user.suspended', 'user.reinstated']);
  });

  test('say so for an e-mail that nobody has', async () => {
    await expect(changeRole(app, { email: 'nobody@example.org', role: 'admin' })).rejects.toThrow(
      'There is no account',
    );
    await expect(suspendUser(app, { email: 'nobody@example.org' })).rejects.toThrow('There is no account');
  });
});
