import { expect, test } from '@jest/globals';
import { weekOf } from '../../../domain/social/weeks.js';
import { body } from '../../support/body.js';
import { buildBoard, buildFriendship, buildLeagueMember, buildXpLine } from '../../support/factories/index.js';
import { json } from '../../support/http.js';
import { growUp } from '../../support/leagues.js';
import { createStudent, type Student } from '../../support/student.js';
import { useDashboard } from './use-dashboard.js';

const { tests, dashboard, anew } = useDashboard();

test('the place among friends is shown with those next to it, whom the student may see', async () => {
  const friends = await Promise.all(Array.from({ length: 4 }, () => createStudent(tests.app)));
  const [first, above, below, last] = friends.map(({ id }) => id) as [string, string, string, string];
  for (const { id } of friends) await buildFriendship(tests.db, tests.userId, id);
  const { id: stranger } = await createStudent(tests.app);
  await buildBoard(tests.db, [first, above, stranger, tests.userId, below, last], {
    period: 'week',
    day: '2026-03-04',
  });
  const { leaderboard } = await anew();
  expect(leaderboard).toMatchObject({ from: '2026-03-02', through: '2026-03-04' });
  const places = leaderboard.lines.map(({ rank, xp, isOwn }: Record<string, unknown>) => [rank, xp, isOwn]);
  expect(places).toEqual([
    [2, 75, false],
    [3, 45, true],
    [4, 30, false],
  ]);
  await tests.student.fetch(`/friends/${above}`, { method: 'DELETE' });
  expect((await dashboard()).leaderboard.lines.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3]);
});

test('the place among friends changes at once with what another does about the student', async () => {
  const other = await createStudent(tests.app);
  await buildBoard(tests.db, [other.id, tests.userId], { period: 'week', day: '2026-03-04' });
  const codeOf = async (student: Student) => (await body(await student.fetch('/friends/code', json('POST', {})))).code;
  const ask = async (asking: Student, asked: Student) =>
    asking.fetch('/friends/add', json('POST', { code: await codeOf(asked) }));
  const ownRank = async () => (await dashboard()).leaderboard.lines.at(-1).rank;
  expect((await anew()).leaderboard.lines).toHaveLength(1);

  await ask(tests.student, other);
  await other.fetch(`/friends/${tests.userId}/accept`, json('POST', {}));
  expect(await ownRank()).toBe(2);
  await other.fetch(`/friends/${tests.userId}`, { method: 'DELETE' });
  expect(await ownRank()).toBe(1);
  await ask(tests.student, other);
  await ask(other, tests.student);
  expect(await ownRank()).toBe(2);
  await other.fetch(`/friends/${tests.userId}/block`, json('POST', {}));
  expect(await ownRank()).toBe(1);
});

test('the place in the league of this week is the one of the league itself', async () => {
  const [ahead = '', behind = '', elsewhere = ''] = await Promise.all(
    Array.from({ length: 3 }, async () => (await createStudent(tests.app)).id),
  );
  await growUp(tests.db, [tests.userId, ahead, behind]);
  const week = weekOf(new Date());
  const open = { outcome: null, students: null, rank: null, xp: null };
  for (const [userId, place, xp] of [
    [tests.userId, 31, 20],
    [ahead, 32, 40],
    [behind, 33, 10],
    [elsewhere, 61, 0],
  ] as const) {
    if (xp > 0) await buildXpLine(tests.db, { userId, requested: xp, granted: xp });
    await buildLeagueMember(tests.db, { userId, week, tier: 3, pool: 7, place, ...open });
  }
  const { league } = await anew();
  const { cohort } = await body(await tests.student.fetch('/leagues/current'));
  expect(league).toEqual({ week, tier: 3, students: 3, rank: 2, xp: 20, outcome: cohort.own.outcome });
});
