import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BoardVisibility } from '../../db/models/user-profile.js';
import { body } from '../support/body.js';
import { buildBlock, buildBoard, buildFriendship, buildStudent } from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let me: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  for (const table of ['leaderboard_entries', 'leaderboards']) await app.db(table).delete();
  me = await createStudent(app);
});

/** Somebody of 16 or older who is seen by everyone, called as told. */
async function somebody(displayName: string): Promise<string> {
  const { id } = await buildStudent(app.db);
  await app
    .db('user_profiles')
    .where({ userId: id })
    .update({ displayName, ageBand: '16-or-older', ageToldAt: new Date(), boardVisibility: 'everyone' });
  return id;
}
const people = (names: string) => Promise.all([...names].map(somebody));
const read = async (query: string) => body(await me.fetch(`/leaderboard?${query}`));
const names = async (query: string): Promise<string> => {
  const { lines } = await read(query);
  return lines.map((line: { displayName: string; isOwn: boolean }) => (line.isOwn ? '*' : line.displayName)).join('');
};
const seenBy = (userId: string | undefined, boardVisibility: BoardVisibility) =>
  app.db('user_profiles').where({ userId }).update({ boardVisibility });

const GLOBAL = 'period=day&scope=global';
const FRIENDS = 'period=day&scope=friends';

describe('a global board', () => {
  test('shows the own place, three above and three below, and the change against the day before', async () => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = ''] = await people('abcdefgh');
    await buildBoard(app.db, [e, me.id, a], { day: '2026-03-01' });
    await buildBoard(app.db, [a, b, c, d, me.id, e, f, g, h]);
    expect(await names(GLOBAL)).toBe('bcd*efg');
    const board = await read(GLOBAL);
    expect(board).toMatchObject({
      ...{ period: 'day', scope: 'global', from: '2026-03-02', through: '2026-03-02', version: 1, students: 9 },
      own: { rank: 5, xp: 75, change: -3 },
    });
    expect(board.lines.map(({ change }: { change: number | null }) => change)).toEqual([
      ...[null, null, null, -3, -5, null, null],
    ]);
    expect(await names(`${GLOBAL}&view=top`)).toBe('abcd*efgh');
    expect(await names(`${GLOBAL}&day=2026-03-01`)).toBe('e*a');
  });

  test('shows nobody who is younger than 16, told no age, or wishes to be seen by friends or nobody', async () => {
    const [a = '', b = '', c = ''] = await people('abc');
    const { id: unknown } = await buildStudent(app.db);
    await buildFriendship(app.db, me.id, b);
    await buildBoard(app.db, [a, b, unknown, c, me.id]);
    await seenBy(a, 'nobody');
    await seenBy(b, 'friends');
    expect(await names(GLOBAL)).toBe('c*');
    expect((await read(GLOBAL)).own).toMatchObject({ rank: 5 });
    await seenBy(a, 'everyone');
    expect(await names(GLOBAL)).toBe('ac*');
  });

  test('leaves out at once who blocks or is blocked, is suspended or leaving, and keeps the ranks', async () => {
    const [a = '', b = '', c = '', d = ''] = await people('abcd');
    await buildBoard(app.db, [a, b, c, d, me.id]);
    await buildBlock(app.db, { blockerId: me.id, blockedId: a });
    await buildBlock(app.db, { blockerId: b, blockedId: me.id });
    await app.db('users').where({ id: c }).update({ status: 'erasing' });
    const { lines } = await read(`${GLOBAL}&view=top`);
    expect(lines.map(({ rank }: { rank: number }) => rank)).toEqual([4, 5]);
  });

  test('without XP of one is empty around, and has a top', async () => {
    await buildBoard(app.db, await people('ab'));
    expect(await read(GLOBAL)).toMatchObject({ own: null, lines: [] });
    expect(await names(`${GLOBAL}&view=top`)).toBe('ab');
  });
});

describe('a board of friends', () => {
  test('is ranked among those who are seen now', async () => {
    const [a = '', b = '', c = '', d = ''] = await people('abcd');
    for (const friend of [b, c, d]) await buildFriendship(app.db, me.id, friend);
    await seenBy(b, 'friends');
    await buildBoard(app.db, [d, me.id, b], { day: '2026-03-01' });
    await buildBoard(app.db, [a, b, c, me.id, d]);
    expect(await names(FRIENDS)).toBe('bc*d');
    expect(
      (await read(FRIENDS)).lines.map(({ rank, change }: { rank: number; change: number }) => [rank, change]),
    ).toEqual([
      [1, 2],
      [2, null],
      [3, -1],
      [4, -3],
    ]);
    await seenBy(b, 'nobody');
    await app.db('friendships').where({ greatestId: c }).orWhere({ leastId: c }).delete();
    expect(await names(FRIENDS)).toBe('*d');
    expect((await read(FRIENDS)).own).toMatchObject({ rank: 1, change: 1 });
  });
});

describe('a board', () => {
  test('that has another version is shown with it, and why', async () => {
    const [a = ''] = await people('a');
    await buildBoard(app.db, [a, me.id]);
    const second = await buildBoard(app.db, [me.id]);
    await app
      .db('leaderboards')
      .insert({ id: crypto.randomUUID(), period: 'day', day: '2026-03-02', version: 3, term: 'days-35' });
    expect(second).toEqual(expect.any(String));
    expect(await read(GLOBAL)).toMatchObject({ version: 2, own: { rank: 1 } });
  });

  test('of a week is compared with those of the same week alone', async () => {
    await buildBoard(app.db, [me.id], { period: 'week', day: '2026-03-01' });
    await buildBoard(app.db, [me.id], { period: 'week', day: '2026-03-02' });
    expect(await read('period=week')).toMatchObject({ from: '2026-03-02', own: { change: null } });
    await buildBoard(app.db, [me.id], { period: 'week', day: '2026-03-04' });
    expect(await read('period=week')).toMatchObject({ from: '2026-03-02', through: '2026-03-04', own: { change: 0 } });
  });

  test('that there is not is not found, and what is no board is refused', async () => {
    expect((await me.fetch('/leaderboard?period=day')).status).toBe(404);
    expect((await me.fetch('/leaderboard?period=day&day=2026-03-02')).status).toBe(404);
    for (const query of ['period=year', 'scope=all', 'view=all', 'day=0000-01-01', 'day=2026-02-30', 'day=x'])
      expect([query, (await me.fetch(`/leaderboard?${query}`)).status]).toEqual([query, 422]);
  });
});
