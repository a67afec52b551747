import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addDays } from '../../domain/game/calendar-day.js';
import { weekOf } from '../../domain/social/weeks.js';
import { createLog } from '../../log.js';
import { endLeagueWeeks } from '../../services/leagues/end-league-weeks.js';
import { body } from '../support/body.js';
import { buildBlock, buildFriendship, buildLeagueMember } from '../support/factories/index.js';
import { earn, growUp, letWeekPass } from '../support/leagues.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createToldStarter } from '../support/told-starter.js';

let app: TestApp;
let ada: Student;
let bob: Student;
let deps: Parameters<typeof earn>[0];
beforeAll(async () => {
  app = await startTestApp();
  deps = { db: app.db, clock: app.clock, starter: createToldStarter(), log: createLog('silent', 'test') };
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db('league_members').delete();
  [ada, bob] = await Promise.all([createStudent(app), createStudent(app)]);
  await growUp(app.db, [ada.id, bob.id]);
});

const get = async (by: Student, path: string) => body(await by.fetch(path));
const current = (by: Student) => get(by, '/leagues/current');
const answer = (by: Student, content: object) =>
  by.fetch('/onboarding', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const switchLeagues = async (by: Student, leagues: boolean) => {
  const answers = await body(await answer(by, { preferences: { leagues } }));
  expect(answers.preferences.leagues).toBe(leagues);
};
const showTo = ({ id: userId }: Student, boardVisibility: string) =>
  app.db('user_profiles').where({ userId }).update({ boardVisibility });
/** What one sees of the lines. */
const lines = async (by: Student) => (await current(by)).cohort.lines;
const names = async (by: Student) => (await lines(by)).map(({ displayName }: { displayName: string }) => displayName);
const NAME = 'Test Student';

describe('the league of this week', () => {
  test('is joined by the first XP, and shows who is where', async () => {
    const week = weekOf(new Date());
    const endsAt = `${addDays(week, 7)}T00:00:00.000Z`;
    expect(await current(ada)).toEqual({ week, endsAt, tier: 1, status: 'not-joined', cohort: null });
    await earn(deps, ada.id, 10);
    await earn(deps, bob.id, 30);
    await showTo(bob, 'everyone');
    const first = { rank: 1, xp: 30, outcome: 'up' };
    const own = { rank: 2, xp: 10, outcome: 'stay' };
    expect(await current(ada)).toEqual({
      ...{ week, endsAt, tier: 1, status: 'joined' },
      cohort: {
        ...{ students: 2, upTo: 1, downFrom: null, own },
        lines: [
          { ...first, displayName: NAME, isOwn: false },
          { ...own, displayName: NAME, isOwn: true },
        ],
      },
    });
    await earn(deps, ada.id, 25);
    expect((await current(ada)).cohort.own).toEqual({ rank: 1, xp: 35, outcome: 'up' });
  });

  test('is in the tier of the week before, and history says how that came about', async () => {
    await earn(deps, ada.id, 10);
    await letWeekPass(app.db);
    expect(await current(ada)).toMatchObject({ tier: 1, status: 'not-joined' });
    const week = addDays(weekOf(new Date()), -7);
    const uncounted = { week, tier: 1, students: null, rank: null, xp: null, outcome: null };
    expect(await get(ada, '/leagues/history')).toEqual({ data: [uncounted], nextCursor: null });
    await endLeagueWeeks(deps, { report: () => {} }, new AbortController().signal);
    expect(await current(ada)).toMatchObject({ tier: 2, status: 'not-joined' });
    const counted = { week, tier: 1, students: 1, rank: 1, xp: 10, outcome: 'up' };
    expect(await get(ada, '/leagues/history')).toEqual({ data: [counted], nextCursor: null });
  });
});

describe('what others see', () => {
  beforeEach(async () => {
    await earn(deps, ada.id, 10);
    await earn(deps, bob.id, 30);
  });

  test('is a name for everybody, for friends or for nobody, at once', async () => {
    expect(await names(ada)).toEqual([null, NAME]);
    await showTo(bob, 'everyone');
    expect(await names(ada)).toEqual([NAME, NAME]);
    await showTo(bob, 'nobody');
    expect(await names(ada)).toEqual([null, NAME]);
    await buildFriendship(app.db, ada.id, bob.id);
    expect(await names(ada)).toEqual([null, NAME]);
    await showTo(bob, 'friends');
    expect(await names(ada)).toEqual([NAME, NAME]);
  });

  test.each(['by the one', 'by the other'])('is no name after a block %s, which looks like any other', async (side) => {
    await showTo(bob, 'everyone');
    await showTo(ada, 'everyone');
    const ids = { blockerId: ada.id, blockedId: bob.id };
    await buildBlock(app.db, side === 'by the one' ? ids : { blockerId: bob.id, blockedId: ada.id });
    expect([await names(ada), await names(bob)]).toEqual([
      [null, NAME],
      [NAME, null],
    ]);
    const [line] = await lines(ada);
    expect(line).toEqual({ rank: 1, xp: 30, outcome: 'up', displayName: null, isOwn: false });
  });

  test.each(['suspended', 'erasing'])('is nothing of an account that is %s; ranks stay', async (status) => {
    await app.db('users').where({ id: bob.id }).update({ status });
    const { cohort } = await current(ada);
    expect(cohort).toMatchObject({ students: 2, own: { rank: 2 } });
    expect(cohort.lines).toHaveLength(1);
  });
});

describe('switched off', () => {
  test('leagues show nothing and nobody sees the student, at once; switched on again they are where they were', async () => {
    await earn(deps, ada.id, 10);
    await earn(deps, bob.id, 30);
    await switchLeagues(bob, false);
    expect(await current(bob)).toMatchObject({ status: 'off', cohort: null });
    expect((await current(ada)).cohort).toMatchObject({ students: 1, own: { rank: 1 } });
    await earn(deps, bob.id, 10);
    expect(await current(bob)).toMatchObject({ status: 'off', cohort: null });
    await switchLeagues(bob, true);
    expect((await current(bob)).cohort).toMatchObject({ students: 2, own: { rank: 1, xp: 40 } });
    expect(await app.db('league_members').where({ userId: bob.id })).toHaveLength(1);
  });

  test('before the first XP, no league is joined until they are on again', async () => {
    await switchLeagues(ada, false);
    await earn(deps, ada.id, 10);
    await switchLeagues(ada, true);
    expect(await current(ada)).toMatchObject({ status: 'not-joined' });
    await earn(deps, ada.id, 10);
    expect((await current(ada)).cohort).toMatchObject({ own: { xp: 20 } });
  });

  test('and XP at the same moment leave nobody in a league who is off', async () => {
    for (let round = 0; round < 5; round += 1) {
      const student = await createStudent(app);
      await growUp(app.db, [student.id]);
      await Promise.all([earn(deps, student.id, 10), switchLeagues(student, false), earn(deps, student.id, 10)]);
      const rows = await app.db('league_members').where({ userId: student.id });
      expect(rows.every(({ leftAt }) => leftAt !== null)).toBe(true);
    }
  });

  test('in a week that is over, it changes nothing of that', async () => {
    await earn(deps, ada.id, 10);
    await letWeekPass(app.db);
    await switchLeagues(ada, false);
    await endLeagueWeeks(deps, { report: () => {} }, new AbortController().signal);
    expect((await get(ada, '/leagues/history')).data).toMatchObject([{ rank: 1, outcome: 'up' }]);
  });
});

describe('an age', () => {
  test('that was not told, or is under 16, is in no league', async () => {
    const student = await createStudent(app);
    await earn(deps, student.id, 10);
    expect(await current(student)).toMatchObject({ status: 'age', cohort: null });
    expect((await answer(student, { ageBand: '13-15' })).status).toBe(200);
    await earn(deps, student.id, 10);
    expect(await current(student)).toMatchObject({ status: 'age', cohort: null });
    expect(await app.db('league_members').where({ userId: student.id })).toEqual([]);
  });

  test('under 16 that is told later takes the student out at once', async () => {
    await earn(deps, ada.id, 10);
    await earn(deps, bob.id, 30);
    expect((await answer(bob, { ageBand: '13-15' })).status).toBe(200);
    expect(await current(bob)).toMatchObject({ status: 'age', cohort: null });
    expect((await current(ada)).cohort).toMatchObject({ students: 1, own: { rank: 1 } });
  });
});

describe('history', () => {
  test('comes in pages, the newest week first, and refuses what is no cursor', async () => {
    const weeks = ['2026-03-02', '2026-03-09', '2026-03-16'];
    for (const week of weeks) await buildLeagueMember(app.db, { userId: ada.id, week });
    await buildLeagueMember(app.db, { userId: bob.id, week: '2026-03-16' });
    const first = await get(ada, '/leagues/history?limit=2');
    expect(first.data.map(({ week }: { week: string }) => week)).toEqual(['2026-03-16', '2026-03-09']);
    const second = await get(ada, `/leagues/history?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ data: [{ week: '2026-03-02', rank: 25, outcome: 'stay' }], nextCursor: null });
    for (const cursor of ['x', '0000-01-01', '2026-02-30', '99999-01-01'])
      expect((await ada.fetch(`/leagues/history?cursor=${cursor}`)).status).toBe(422);
  });

  test.each(['/leagues/current', '/leagues/history'])('%s is for nobody without a session', async (path) => {
    expect((await fetch(`${app.api.url}/api/v1${path}`)).status).toBe(401);
  });
});
