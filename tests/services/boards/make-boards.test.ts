import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDayOf, PERIODS, type Period } from '../../../domain/social/boards/periods.js';
import { rankLines } from '../../../domain/social/ranks.js';
import { dropOldBoards } from '../../../services/boards/drop-old-boards.js';
import { makeBoards } from '../../../services/boards/make-boards.js';
import { openBoards } from '../../../services/boards/open-boards.js';
import { planBoards } from '../../../services/boards/plan-boards.js';
import { buildStudent, buildXpLine } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const NEVER = new AbortController().signal;
const SMALL = { students: 3, lines: 2 };

beforeEach(async () => {
  for (const table of ['leaderboard_entries', 'leaderboards', 'leaderboard_sums', 'leaderboard_runs', 'users'])
    await services.db(table).delete();
});

const deps = (now = '2027-06-01T01:00:00Z') => ({ ...services, clock: () => new Date(now) });
async function make(day: string, { reason = null as string | null, batch = SMALL } = {}): Promise<void> {
  await openBoards(deps(), { day, reason });
  for (let isDone = false; !isDone; ) ({ isDone } = await makeBoards(deps(), { day, batch, report: () => {} }, NEVER));
}
const give = (userId: string, at: string, granted: number) =>
  buildXpLine(services.db, {
    ...{ userId, granted, requested: granted, createdAt: new Date(at) },
    ...(granted < 0 ? { kind: 'correction' as const } : {}),
  });
const students = (count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await buildStudent(services.db)).id));

/** The lines of a version of a board; ids in the order of their places. */
async function linesOf(period: Period, day: string, version = 1) {
  const board = await services.db('leaderboards').where({ period, day, version }).first();
  if (!board) return undefined;
  return services
    .db('leaderboard_entries')
    .where({ boardId: board.id })
    .orderBy('position')
    .select('userId', 'rank', 'xp');
}
const versions = () => services.db('leaderboards').orderBy(['period', 'version']).select('period', 'version', 'reason');

describe('the boards of a day', () => {
  test('have who has XP by when it was recorded, equal XP at one rank, and who got there first before', async () => {
    const [a = '', b = '', c = '', d = '', e = ''] = await students(5);
    await give(a, '2026-01-01T10:00:00Z', 20);
    await give(b, '2026-01-01T09:00:00Z', 20);
    await give(c, '2026-01-01T23:59:59.999Z', 30);
    await give(c, '2026-01-02T00:00:00Z', 500);
    // The week began in another year.
    await give(d, '2025-12-29T00:00:00Z', 25);
    await give(d, '2025-12-28T23:59:59Z', 5);
    await give(e, '2026-01-01T08:00:00Z', 10);
    await give(e, '2026-01-01T09:00:00Z', -10);
    await make('2026-01-01');
    expect(await linesOf('day', '2026-01-01')).toEqual([
      { userId: c, rank: 1, xp: 30 },
      { userId: b, rank: 2, xp: 20 },
      { userId: a, rank: 2, xp: 20 },
    ]);
    expect((await linesOf('week', '2026-01-01'))?.map(({ userId, rank }) => [userId, rank])).toEqual([
      [c, 1],
      [d, 2],
      [b, 3],
      [a, 3],
    ]);
    expect((await linesOf('all-time', '2026-01-01'))?.map(({ userId, xp }) => [userId, xp])).toEqual([
      [d, 30],
      [c, 30],
      [b, 20],
      [a, 20],
    ]);
    expect(await services.db('leaderboard_sums')).toEqual([]);
  });

  test('are known to the planner before anybody reads them', async () => {
    const [ids, days] = [await students(2), ['2026-01-01', '2026-01-02']];
    for (const day of days) {
      for (const id of ids) await give(id, `${day}T10:00:00Z`, 20);
      await make(day);
    }
    const { rows } = await services.db.raw(
      `SELECT b.period, b.day FROM leaderboards b WHERE NOT EXISTS (
         SELECT FROM pg_stats WHERE schemaname = 'boards' AND attname = 'board_id'
           AND CAST(b.id AS text) = ANY (CAST(CAST(most_common_vals AS text) AS text[])))`,
    );
    expect(rows).toEqual([]);
  });

  test('are those of any ledger, in batches of any size', async () => {
    const day = '2026-03-04';
    const line = fc.record({
      student: fc.nat(7),
      granted: fc.integer({ min: -10, max: 10 }),
      hours: fc.integer({ min: -24 * 9, max: 30 }),
    });
    const batches = fc.record({ students: fc.integer({ min: 1, max: 9 }), lines: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), batches, async (ledger, batch) => {
        for (const table of ['leaderboard_entries', 'leaderboards', 'leaderboard_runs', 'users'])
          await services.db(table).delete();
        const ids = await students(8);
        const lines = ledger.map(({ student, granted, hours }, index) => ({
          userId: ids[student] ?? '',
          granted,
          at: Date.parse(day) + hours * 3_600_000 + index,
        }));
        for (const { userId, granted, at } of lines) await give(userId, new Date(at).toISOString(), granted);
        await make(day, { batch });
        for (const period of PERIODS) expect(await linesOf(period, day)).toEqual(expected(lines, period, day));
      }),
      { numRuns: 25 },
    );
  });

  test('are the same made twice, late, or by three at once', async () => {
    for (const [index, id] of (await students(12)).entries()) await give(id, '2025-03-02T12:00:00Z', 1 + (index % 4));
    await openBoards(deps(), { day: '2025-03-02', reason: null });
    const run = () => makeBoards(deps(), { day: '2025-03-02', batch: SMALL, report: () => {} }, NEVER);
    const ends = await Promise.all([run(), run(), run()]);
    expect(ends.some(({ isDone }) => isDone)).toBe(true);
    const first = await linesOf('day', '2025-03-02');
    expect(first?.map(({ rank }) => rank)).toEqual([1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10]);
    await make('2025-03-02');
    await make('2025-03-02', { reason: 'Asked' });
    expect(await linesOf('day', '2025-03-02')).toEqual(first);
    expect((await versions()).map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  test('get a version beside the old one, with the reason, where the ledger says something else', async () => {
    const [a = '', b = ''] = await students(2);
    await give(a, '2026-03-02T12:00:00Z', 10);
    await make('2026-03-02');
    const old = await linesOf('day', '2026-03-02');
    await give(b, '2026-03-02T13:00:00Z', 20);
    await make('2026-03-02');
    expect(await versions()).toHaveLength(3);
    await make('2026-03-02', { reason: 'Lines of an outage came late' });
    expect(await linesOf('day', '2026-03-02')).toEqual(old);
    expect((await linesOf('day', '2026-03-02', 2))?.map(({ userId }) => userId)).toEqual([b, a]);
    expect((await versions()).filter(({ version }) => version === 2)).toEqual(
      ['all-time', 'day', 'week'].map((period) => ({ period, version: 2, reason: 'Lines of an outage came late' })),
    );
  });

  test('stay as they are when somebody leaves: the line goes, the ranks stay, also made again', async () => {
    const [a = '', b = ''] = await students(2);
    await give(a, '2026-03-02T12:00:00Z', 20);
    await give(b, '2026-03-02T12:00:00Z', 10);
    await make('2026-03-02');
    await services.db('leaderboard_entries').where({ userId: a }).delete();
    await services.db('users').where({ id: a }).delete();
    await make('2026-03-02', { reason: 'Asked' });
    expect(await linesOf('day', '2026-03-02')).toEqual([{ userId: b, rank: 2, xp: 10 }]);
    expect(await versions()).toHaveLength(3);
  });

  test('are never changed', async () => {
    const [a = ''] = await students(1);
    await give(a, '2026-03-02T12:00:00Z', 20);
    await make('2026-03-02');
    await expect(services.db('leaderboard_entries').update({ rank: 2 })).rejects.toThrow('never changed');
    await expect(services.db('leaderboards').update({ students: 2 })).rejects.toThrow('never changed');
  });

  test('stop where they are told to, and go on from there', async () => {
    for (const id of await students(5)) await give(id, '2026-03-02T12:00:00Z', 5);
    await openBoards(deps(), { day: '2026-03-02', reason: null });
    const ended = new AbortController();
    const report = () => ended.abort(new Error('over'));
    const day = { day: '2026-03-02', batch: SMALL, report };
    await expect(makeBoards(deps(), day, ended.signal)).rejects.toThrow('over');
    await make('2026-03-02');
    expect(await linesOf('day', '2026-03-02')).toHaveLength(5);
  });

  test('are not made before the day is over', async () => {
    const today = openBoards(deps('2026-03-02T23:59:59Z'), { day: '2026-03-02', reason: null });
    await expect(today).rejects.toThrow('not over');
  });
});

describe('the days that are planned', () => {
  test('begin with yesterday, and leave none out after that', async () => {
    expect(await planBoards(deps('2026-03-03T00:15:00Z'))).toEqual(['2026-03-02']);
    await make('2026-03-02');
    expect(await planBoards(deps('2026-03-03T09:00:00Z'))).toEqual([]);
    const missed = ['2026-03-03', '2026-03-04', '2026-03-05'];
    // Support was quicker with one, and has asked for one of long ago.
    await make('2026-03-05');
    await make('2025-03-05');
    expect(await planBoards(deps('2026-03-06T00:15:00Z'))).toEqual(missed.slice(0, 2));
    await make('2026-03-04');
    expect(await planBoards(deps('2026-03-07T00:15:00Z'))).toEqual(['2026-03-03', '2026-03-06']);
  });
});

describe('boards that have had their time', () => {
  test('are dropped by whole months, and those of a month that ends one and of all time stay', async () => {
    const [a = ''] = await students(1);
    await give(a, '2026-01-15T12:00:00Z', 20);
    for (const day of ['2026-01-18', '2026-01-31', '2026-02-01']) await make(day);
    const kept = () => services.db('leaderboards').orderBy(['day', 'period']).select('day', 'period');
    await dropOldBoards(deps('2026-02-07T01:00:00Z'));
    expect(await kept()).toHaveLength(9);
    // The last of January is over since seven days, then since 35.
    await dropOldBoards(deps('2026-02-08T01:00:00Z'));
    expect((await kept()).map(({ day, period }) => `${day} ${period}`)).toEqual([
      ...['2026-01-18 day', '2026-01-18 week', '2026-01-31 all-time', '2026-01-31 day'],
      ...['2026-02-01 all-time', '2026-02-01 day', '2026-02-01 week'],
    ]);
    await dropOldBoards(deps('2026-03-08T01:00:00Z'));
    expect((await kept()).map(({ day, period }) => `${day} ${period}`)).toEqual([
      ...['2026-01-18 week', '2026-01-31 all-time', '2026-02-01 day', '2026-02-01 week'],
    ]);
    await dropOldBoards(deps('2027-03-08T01:00:00Z'));
    expect(await kept()).toEqual([{ day: '2026-01-31', period: 'all-time' }]);
    expect(await services.db('leaderboard_entries').select('userId')).toEqual([{ userId: a }]);
  });
});

/** The board that a ledger asks for, told by rules alone. */
function expected(lines: readonly { userId: string; granted: number; at: number }[], period: Period, day: string) {
  const from = firstDayOf(period, day);
  const within = lines.filter(
    ({ at }) => at < Date.parse(day) + 86_400_000 && (from === null || at >= Date.parse(from)),
  );
  const sums = [...new Set(within.map(({ userId }) => userId))].map((userId) => {
    const own = within.filter((line) => line.userId === userId);
    const xp = own.reduce((sum, { granted }) => sum + granted, 0);
    return { userId, xp, at: Math.max(...own.filter(({ granted }) => granted !== 0).map(({ at }) => at)) };
  });
  const placed = sums.filter(({ xp }) => xp > 0).toSorted((a, b) => b.xp - a.xp || a.at - b.at);
  return rankLines(placed).map(({ userId, rank, xp }) => ({ userId, rank, xp }));
}
