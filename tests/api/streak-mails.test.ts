import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailTransport } from '../../clients/mail/index.js';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { deliverMail } from '../../services/mail/deliver-mail.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { buildMail, buildPause, buildPreferences, buildStreak, buildStudent } from '../support/factories/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ago, DAY } from '../support/times.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const NEVER = new AbortController().signal;
const today = new Date().toISOString().slice(0, 10);
const yesterday = ago(DAY).toISOString().slice(0, 10);

let userId: string;
beforeEach(async () => {
  ({ id: userId } = await buildStudent(app.db));
  await buildPreferences(app.db, { userId, streakMails: true });
  // Noon of a day of UTC is far from four o'clock.
  await buildStreak(app.db, { userId, status: 'running', startedOn: yesterday, through: yesterday });
});

const NOON = new Date(`${today}T12:00:00Z`);
const wantsMails = async () => (await app.db('user_preferences').where({ userId }).first()).streakMails;

/** Sends the mail of today's warning. */
async function deliver(now = NOON, appUrl?: string) {
  const mail = { kind: 'streak-at-risk', status: 'processing', createdAt: NOON } as const;
  const { id } = await buildMail(app.db, { userId, ...mail });
  const deps = { ...app, appUrl, publicUrl: 'https://api.example.org', clock: () => now };
  const outcome = await deliverMail({ ...deps, mails: createMailTransport(app.config) }, { id, runNo: 1 }, NEVER);
  return { id, outcome };
}

async function textOf(id: string): Promise<string> {
  const files = await readdir(app.config.MAIL_FOLDER);
  const texts = await Promise.all(files.map((file) => readFile(join(app.config.MAIL_FOLDER, file), 'utf8')));
  return texts.find((text) => text.includes(`<${id}@`)) ?? '';
}

async function unsubscribePath(): Promise<string> {
  const { id } = await deliver();
  const [, path = ''] = /List-Unsubscribe:\s*<https:\/\/api\.example\.org([^>]+)>/.exec(await textOf(id)) ?? [];
  return path;
}

const oneClick = (path: string) =>
  fetch(`${app.api.url}${path}`, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

describe('the mail of a streak at risk', () => {
  test('goes out with the headers of one click, and a link for people', async () => {
    const { id, outcome } = await deliver(NOON, 'https://app.example.org/');
    expect(outcome).toBe('sent');
    const text = await textOf(id);
    expect(text).toMatch(
      /^List-Unsubscribe:\s*<https:\/\/api\.example\.org\/api\/v1\/mail\/unsubscribe\?code=[\w-]+>$/m,
    );
    expect(text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(text).toMatch(/https:\/\/app\.example\.org\/unsubscribe#code=[\w-]+/);
  });

  test.each([
    ['today was studied meanwhile', () => app.db('streaks').where({ id: userId }).update({ through: today })],
    [
      'it was switched off meanwhile',
      () => app.db('user_preferences').where({ userId }).update({ streakMails: false }),
    ],
    ['nothing was ever switched on', () => app.db('user_preferences').where({ userId }).delete()],
    ['the streak broke', () => app.db('streaks').where({ id: userId }).update({ length: 0, startedOn: null })],
    ['today is paused', () => buildPause(app.db, { userId, firstDay: today, lastDay: today })],
    ['the student is leaving', () => app.db('users').where({ id: userId }).update({ status: 'erasing' })],
  ])('is skipped when %s', async (_what, change) => {
    await change();
    expect((await deliver()).outcome).toBe('skipped');
  });
});

test('a mail that is late by a day is skipped: the next day has its own', async () => {
  await app.db('streaks').where({ id: userId }).update({ freezes: 1 });
  expect((await deliver(new Date(NOON.getTime() + DAY))).outcome).toBe('skipped');
});

describe('to unsubscribe', () => {
  test('takes what mail programs post, without a login and more than once', async () => {
    const path = await unsubscribePath();
    const first = await oneClick(path);
    expect([first.status, await first.text()]).toEqual([204, '']);
    expect(await wantsMails()).toBe(false);
    await app.db('user_preferences').where({ userId }).update({ streakMails: true });
    expect((await oneClick(path)).status).toBe(204);
    expect(await wantsMails()).toBe(false);
  });

  test('takes a form of the other kind, and nothing at all', async () => {
    const path = await unsubscribePath();
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(`${app.api.url}${path}`, { method: 'POST', body })).status).toBe(204);
    expect((await checkedFetch(`${app.api.url}${path}`, { method: 'POST' })).status).toBe(204);
  });

  test('following the link changes nothing, and says so', async () => {
    const path = await unsubscribePath();
    const response = await checkedFetch(`${app.api.url}${path}`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { message: expect.stringMatching(/^Nothing was changed\./) },
    ]);
    expect(await wantsMails()).toBe(true);
  });

  test('works for sixty days', async () => {
    const path = await unsubscribePath();
    const code = app.db('one_time_codes').where({ userId, kind: 'unsubscribe' });
    const { expiresAt } = await code.clone().first();
    expect(expiresAt.getTime() - NOON.getTime()).toBe(60 * DAY);
    await code.update({ expiresAt: ago(1) });
    expect((await oneClick(path)).status).toBe(400);
    expect(await wantsMails()).toBe(true);
  });

  test('works after a new password, which ends other codes', async () => {
    const path = await unsubscribePath();
    const now = new Date();
    const code = await issueCode({ kind: 'reset-password', userId, lifeMinutes: 30, now }, app.db);
    const response = await checkedFetch(`${app.api.url}/api/v1/auth/password/reset`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code, password: 'tides of the northern sea' }),
    });
    expect(response.status).toBe(204);
    expect((await oneClick(path)).status).toBe(204);
  });

  test('refuses a code of nobody, and one of another kind', async () => {
    const response = await checkedFetch(`${app.api.url}/api/v1/mail/unsubscribe?code=nobody`, { method: 'POST' });
    expect([response.status, (await response.json()) as object]).toEqual([
      400,
      expect.objectContaining({ type: expect.stringContaining('code-invalid') }),
    ]);
    const path = await unsubscribePath();
    await app.db('one_time_codes').where({ userId }).update({ kind: 'verify-email' });
    expect((await oneClick(path)).status).toBe(400);
    expect(await wantsMails()).toBe(true);
  });
});
