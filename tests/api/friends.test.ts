import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PERSONAL_TABLES, type PersonalTable } from '../../db/personal-data.js';
import { MAX_ADDS_A_DAY, MAX_FRIENDS, MAX_OPEN_REQUESTS } from '../../domain/social/limits.js';
import { jsonOfRows } from '../../services/account/export/personal-rows.js';
import { body } from '../support/body.js';
import {
  buildFriendRequest,
  buildFriendship,
  buildLevel,
  buildStudent,
  buildXpLine,
} from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let ada: Student;
let bob: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [ada, bob] = await Promise.all([createStudent(app), createStudent(app)]);
});

const post = (by: Student, path: string, content: object = {}) =>
  by.fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) });
const get = async (by: Student, path: string) => body(await by.fetch(path));
const codeOf = async (by: Student, renew = false): Promise<string> =>
  (await body(await post(by, '/friends/code', { renew }))).code;
const add = (by: Student, code: string) => post(by, '/friends/add', { code });
const ids = async (by: Student, path: string) => (await get(by, path)).data.map(({ id }: { id: string }) => id);
const noticesOf = async ({ id }: Student) => app.db('notices').where({ userId: id }).orderBy('id').pluck('kind');
async function befriend(one: Student, other: Student): Promise<void> {
  await add(one, await codeOf(other));
  expect((await post(other, `/friends/${one.id}/accept`)).status).toBe(204);
}

describe('friends', () => {
  test('are asked by a code, accept, are seen by both, and part', async () => {
    expect((await add(ada, (await codeOf(bob)).toLowerCase())).status).toBe(202);
    expect(await ids(bob, '/friends/requests')).toEqual([ada.id]);
    expect((await get(ada, '/friends/requests')).sent).toMatchObject([{ code: await codeOf(bob) }]);
    expect(await noticesOf(bob)).toEqual(['friend-request']);
    expect((await post(bob, `/friends/${ada.id}/accept`)).status).toBe(204);
    expect((await post(bob, `/friends/${ada.id}/accept`)).status).toBe(204);
    expect(await ids(ada, '/friends')).toEqual([bob.id]);
    expect(await ids(bob, '/friends')).toEqual([ada.id]);
    expect(await noticesOf(ada)).toEqual(['friend-accepted']);
    expect(await get(bob, '/friends/requests')).toMatchObject({ data: [], sent: [] });
    expect((await ada.fetch(`/friends/${bob.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ada.fetch(`/friends/${bob.id}`, { method: 'DELETE' })).status).toBe(404);
    expect([await ids(ada, '/friends'), await ids(bob, '/friends')]).toEqual([[], []]);
  });

  test('who ask each other are friends, also at once, and one row', async () => {
    const [codeA, codeB] = [await codeOf(ada), await codeOf(bob)];
    const answers = await Promise.all([add(ada, codeB), add(bob, codeA), add(ada, codeB), add(bob, codeA)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(await ids(ada, '/friends')).toEqual([bob.id]);
    expect(await get(ada, '/friends/requests')).toMatchObject({ data: [], sent: [] });
    expect(await get(bob, '/friends/requests')).toMatchObject({ data: [], sent: [] });
  });

  test('share level, streak and the XP of the week, or nothing', async () => {
    await befriend(ada, bob);
    await buildLevel(app.db, { userId: bob.id, xp: 100, level: 2 });
    await buildXpLine(app.db, { userId: bob.id, granted: 30, requested: 30 });
    await buildXpLine(app.db, { userId: bob.id, granted: 70, requested: 70, createdAt: new Date('2026-01-01') });
    const [friend] = (await get(ada, '/friends')).data;
    expect(friend).toMatchObject({ displayName: 'Test Student', shared: { level: 2, streakDays: 0, weekXp: 30 } });
    await app.db('user_profiles').where({ userId: bob.id }).update({ boardVisibility: 'nobody' });
    expect((await get(ada, '/friends')).data).toMatchObject([{ id: bob.id, shared: null }]);
  });

  test('who are suspended or leaving are not shown', async () => {
    await befriend(ada, bob);
    await app.db('users').where({ id: bob.id }).update({ status: 'erasing' });
    expect(await ids(ada, '/friends')).toEqual([]);
  });

  test('come in pages', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => buildStudent(app.db)));
    for (const { id } of others) await buildFriendship(app.db, ada.id, id);
    const first = await get(ada, '/friends?limit=2');
    const second = await get(ada, `/friends?limit=2&cursor=${first.nextCursor}`);
    expect(second.nextCursor).toBeNull();
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(others.map(({ id }) => id).toSorted());
  });
});

describe('a code', () => {
  test('stays until it is renewed, and leads to nobody after that', async () => {
    const code = await codeOf(bob);
    expect(await codeOf(bob)).toBe(code);
    const renewed = await codeOf(bob, true);
    expect(renewed).not.toBe(code);
    await add(ada, code);
    expect(await ids(bob, '/friends/requests')).toEqual([]);
    await add(ada, renewed);
    expect(await ids(bob, '/friends/requests')).toEqual([ada.id]);
  });

  test('of nobody, of oneself, of a blocker and of somebody is answered alike, and looks alike to who asked', async () => {
    const [carl, blocker] = await Promise.all([createStudent(app), createStudent(app)]);
    await befriend(ada, blocker);
    expect((await post(blocker, `/friends/${ada.id}/block`)).status).toBe(204);
    const told = await app.db('notices').where({ userId: blocker.id }).pluck('id');
    const codes = ['ZZZZZZZZ', await codeOf(ada), await codeOf(blocker), await codeOf(carl)];
    const answers = [];
    for (const code of codes) answers.push(await add(ada, code));
    const seen = answers.map(({ status, headers }) => [status, headers.get('Content-Length'), headers.get('ETag')]);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(seen[0]?.[0]).toBe(202);
    const { sent } = await get(ada, '/friends/requests');
    expect(sent.map(({ code }: { code: string }) => code)).toEqual(codes.toReversed());
    expect(await ids(carl, '/friends/requests')).toEqual([ada.id]);
    expect(await ids(blocker, '/friends/requests')).toEqual([]);
    expect(await app.db('notices').where({ userId: blocker.id }).pluck('id')).toEqual(told);
  });

  test('that took the place of another is asked like any other, whatever became of what was asked by that one', async () => {
    const [open, declined, blocked] = await Promise.all(Array.from({ length: 3 }, () => createStudent(app)));
    const others = [open, declined, blocked] as [Student, Student, Student];
    for (const other of others) await add(ada, await codeOf(other));
    await post(others[1], `/friends/${ada.id}/decline`);
    await post(others[2], `/friends/${ada.id}/block`);
    const codes = [];
    for (const other of others) codes.push(await codeOf(other, true));
    for (const code of codes) expect((await add(ada, code)).status).toBe(202);
    const { sent } = await get(ada, '/friends/requests');
    expect(sent.slice(0, 3).map(({ code }: { code: string }) => code)).toEqual(codes.toReversed());
    expect(sent).toHaveLength(6);
    const received = await Promise.all(others.map((other) => ids(other, '/friends/requests')));
    expect(received).toEqual([[ada.id], [ada.id], []]);
    expect((await post(others[0], `/friends/${ada.id}/accept`)).status).toBe(204);
    expect(await ids(others[0], '/friends/requests')).toEqual([]);
  });

  test.each(['', 'ABC', 'ABCDEFGI', 'A'.repeat(41), '\u0000BCDEFGH'])(
    'that can be none is refused: %j',
    async (code) => {
      expect((await add(ada, code)).status).toBe(422);
      expect(await app.db('friend_adds').where({ userId: ada.id })).toEqual([]);
    },
  );
});

describe('who is declined or blocked', () => {
  test('sees the request as open, and cannot send it again', async () => {
    const code = await codeOf(bob);
    await add(ada, code);
    const before = await get(ada, '/friends/requests');
    expect((await post(bob, `/friends/${ada.id}/decline`)).status).toBe(204);
    expect((await post(bob, `/friends/${ada.id}/decline`)).status).toBe(404);
    expect((await add(ada, code)).status).toBe(202);
    expect(await get(ada, '/friends/requests')).toEqual(before);
    expect(await ids(bob, '/friends/requests')).toEqual([]);
    expect((await post(bob, `/friends/${ada.id}/accept`)).status).toBe(404);
  });

  test('sees in an export what they would see of a request that nobody has answered', async () => {
    await add(ada, await codeOf(bob));
    const table = PERSONAL_TABLES.find((one) => one.table === 'friend_requests') as PersonalTable;
    const exported = () => text(jsonOfRows(app, { userId: ada.id, table, counted: () => {} }));
    const before = await exported();
    expect(JSON.parse(before)).toHaveLength(1);
    expect((await post(bob, `/friends/${ada.id}/block`)).status).toBe(204);
    expect(await exported()).toBe(before);
  });

  test('is no friend any more, cannot ask, and can again after the block', async () => {
    await befriend(ada, bob);
    expect((await post(bob, `/friends/${ada.id}/block`)).status).toBe(204);
    expect((await post(bob, `/friends/${ada.id}/block`)).status).toBe(204);
    expect([await ids(ada, '/friends'), await ids(bob, '/friends/blocked')]).toEqual([[], [ada.id]]);
    expect(await ids(ada, '/friends/blocked')).toEqual([]);
    await add(ada, await codeOf(bob));
    await add(bob, await codeOf(ada));
    expect([await ids(ada, '/friends/requests'), await ids(bob, '/friends/requests')]).toEqual([[], []]);
    expect((await post(bob, `/friends/${ada.id}/unblock`)).status).toBe(204);
    expect((await post(bob, `/friends/${ada.id}/unblock`)).status).toBe(404);
    await add(ada, await codeOf(bob, true));
    expect(await ids(bob, '/friends/requests')).toEqual([ada.id]);
  });

  test('who is a stranger can be neither blocked nor accepted', async () => {
    for (const action of ['block', 'accept', 'decline', 'unblock'])
      expect((await post(ada, `/friends/${bob.id}/${action}`)).status).toBe(404);
    for (const action of ['block', 'accept', 'decline', 'unblock'])
      expect((await post(ada, `/friends/${ada.id}/${action}`)).status).toBe(404);
  });
});

describe('a limit', () => {
  test('of open requests holds when many are sent at once, and one that is taken back makes room', async () => {
    const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ';
    const codes = [...letters].map((letter) => `${letter.repeat(7)}A`);
    const answers = await Promise.all(codes.map((code) => add(ada, code)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(MAX_OPEN_REQUESTS);
    const { sent } = await get(ada, '/friends/requests');
    expect(sent).toHaveLength(MAX_OPEN_REQUESTS);
    expect((await ada.fetch(`/friends/requests/${sent[0].id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await add(ada, 'BBBBBBBB')).status).toBe(202);
  });

  test('of a day counts what is taken back', async () => {
    await app
      .db('friend_adds')
      .insert({ userId: ada.id, day: app.db.raw("now() AT TIME ZONE 'UTC'"), adds: MAX_ADDS_A_DAY - 1 });
    await add(ada, 'BBBBBBBB');
    const [{ id }] = (await get(ada, '/friends/requests')).sent;
    await ada.fetch(`/friends/requests/${id}`, { method: 'DELETE' });
    const refused = await add(ada, 'CCCCCCCC');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await get(ada, '/friends/requests')).sent).toEqual([]);
  });

  test('of friends holds when two are accepted at once, and then for both who ask and who are asked', async () => {
    await app.db.raw(
      `WITH others AS (
         INSERT INTO users (id, email) SELECT id, id || '@example.org' FROM (
           SELECT gen_random_uuid() AS id FROM generate_series(1, :others)) AS new RETURNING id)
       INSERT INTO friendships (id, least_id, greatest_id)
       SELECT gen_random_uuid(), LEAST(id, :ada), GREATEST(id, :ada) FROM others`,
      { ada: ada.id, others: MAX_FRIENDS - 1 },
    );
    const cyd = await createStudent(app);
    const code = await codeOf(ada);
    expect([(await add(bob, code)).status, (await add(cyd, code)).status]).toEqual([202, 202]);
    const answers = await Promise.all([bob, cyd].map(({ id }) => post(ada, `/friends/${id}/accept`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 403]);
    expect((await add(ada, await codeOf(bob))).status).toBe(403);
    expect((await add(await createStudent(app), code)).status).toBe(202);
    const friends = await app.db('friendships').whereRaw('? IN (least_id, greatest_id)', [ada.id]);
    expect(friends).toHaveLength(MAX_FRIENDS);
  });

  test('of time ends a request for both', async () => {
    const old = new Date(Date.now() - 31 * 86_400_000);
    await buildFriendRequest(app.db, { senderId: ada.id, receiverId: bob.id, createdAt: old });
    expect(await get(ada, '/friends/requests')).toMatchObject({ data: [], sent: [] });
    expect(await ids(bob, '/friends/requests')).toEqual([]);
    expect((await post(bob, `/friends/${ada.id}/accept`)).status).toBe(404);
  });

  test('makes room for the same request anew, before it is swept away', async () => {
    const old = new Date(Date.now() - 31 * 86_400_000);
    const code = await codeOf(bob);
    await buildFriendRequest(app.db, { senderId: ada.id, receiverId: bob.id, code, createdAt: old });
    expect((await add(ada, code)).status).toBe(202);
    expect((await get(ada, '/friends/requests')).sent).toMatchObject([{ code }]);
    expect(await ids(bob, '/friends/requests')).toEqual([ada.id]);
    expect(await noticesOf(bob)).toEqual(['friend-request']);
  });
});

describe('a student who has not told to be 16', () => {
  const profile = { displayName: 'Ada', grade: null, locale: 'en', timeZone: 'UTC', boardVisibility: 'everyone' };
  const put = (by: Student) =>
    by.fetch('/users/me', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(profile),
    });

  test('cannot be seen by everyone, and is hidden again when a younger age is told', async () => {
    const refused = await put(ada);
    expect([refused.status, (await body(refused)).errors[0].pointer]).toEqual([422, '/boardVisibility']);
    expect(await body(await post(ada, '/onboarding', { ageBand: '16-or-older' }))).toMatchObject({
      ageBand: '16-or-older',
    });
    expect((await put(ada)).status).toBe(200);
    await post(ada, '/onboarding', { ageBand: '13-15' });
    expect(await get(ada, '/users/me')).toMatchObject({ boardVisibility: 'friends' });
    const again = await post(ada, '/onboarding', { ageBand: '16-or-older', goals: ['grow up'] });
    expect([again.status, (await body(again)).errors[0].pointer]).toEqual([422, '/ageBand']);
    expect(await get(ada, '/onboarding')).toMatchObject({ ageBand: '13-15', goals: [] });
  });
});
