import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import type { LeagueMember } from '../../../db/models/league-member.js';
import { placeKey } from '../../../db/queries/leagues.js';
import { addDays } from '../../../domain/game/calendar-day.js';
import { cohortNo } from '../../../domain/social/leagues/cohorts.js';
import { COHORT_SIZE } from '../../../domain/social/leagues/tiers.js';
import { weekOf } from '../../../domain/social/weeks.js';
import { forEachConcurrent } from '../../../lib/for-each-concurrent.js';
import { randomNumbers } from '../../../lib/random-numbers.js';
import { correctXp } from '../../../services/game/correct-xp.js';
import { endLeagueWeeks } from '../../../services/leagues/end-league-weeks.js';
import { tellPromotions } from '../../../services/leagues/tell-promotions.js';
import { buildLeagueMember, buildPreferences, buildXpLine } from '../../support/factories/index.js';
import { buildCompetitors, earn, letWeekPass } from '../../support/leagues.js';
import { whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
beforeEach(async () => {
  for (const table of ['league_members', 'league_tiers', 'notices']) await services.db(table).delete();
});

const never = new AbortController().signal;
const end = () => endLeagueWeeks(services, { report: () => {} }, never);
const tell = () => tellPromotions(services, { report: () => {} }, never);
const thisWeek = () => weekOf(services.clock());
const members = (week: string): Promise<LeagueMember[]> =>
  services.db('league_members').where({ week }).orderBy(['tier', 'pool', 'place']);
const weekOfUser = (userId: string, week: string): Promise<LeagueMember> =>
  services.db('league_members').where({ userId, week }).first();

/** Members of a week that is over and not counted, with so much XP each, in a cohort of a tier. */
async function cohortWith(tier: number, week: string, ...all: number[]): Promise<string[]> {
  const ids = await buildCompetitors(services.db, all.length);
  for (const [index, userId] of ids.entries()) {
    const open = { outcome: null, students: null, rank: null, xp: null };
    await buildLeagueMember(services.db, { userId, week, tier, place: index + 1, ...open });
    const createdAt = new Date(Date.parse(week) + 3_600_000 + index);
    const granted = all[index] ?? 0;
    await buildXpLine(services.db, { userId, requested: granted, granted, createdAt });
  }
  return ids;
}
const resultsOf = async (ids: readonly string[], week: string) => {
  const found = new Map((await members(week)).map((one) => [one.userId, one]));
  return ids.map((id) => found.get(id)?.outcome);
};

describe('six weeks', () => {
  /** How many of a full cohort go up and down, by tier. */
  const UP = [20, 15, 10, 7, 7, 7, 7, 7, 5, 0];
  const WEEKS = 6;
  const STUDENTS = 75;

  test('have everybody who earned in one cohort, fill cohorts, and send up and down who is to go', async () => {
    const random = randomNumbers(7);
    const ids = await buildCompetitors(services.db, STUDENTS);
    const tiers = new Map(ids.map((id) => [id, 1]));
    for (let week = 0; week < WEEKS; week += 1) {
      const at = new Date(Date.now() - (WEEKS - week) * 7 * 86_400_000);
      // Some do nothing in a week; few different sums make ties.
      const earning = ids.filter(() => random() < 0.9);
      const xp = new Map(earning.map((id) => [id, 10 * Math.ceil(random() * 15)]));
      await forEachConcurrent(5, earning, undefined, async (id) => {
        await earn(services, id, (xp.get(id) ?? 0) - 5, at);
        await earn(services, id, 5, at);
      });
      const joined = await members(thisWeek());
      expect(joined.map(({ userId }) => userId).toSorted()).toEqual(earning.toSorted());
      for (const { userId, tier } of joined) expect(tier).toBe(tiers.get(userId));
      await letWeekPass(services.db);
      const cohorts = new Map<string, LeagueMember[]>();
      for (const one of joined) {
        const name = `${one.tier} ${one.pool} ${cohortNo(one.place)}`;
        cohorts.set(name, [...(cohorts.get(name) ?? []), one]);
      }
      expect(await end()).toEqual({ cohorts: cohorts.size, failed: 0 });
      expect(await end()).toEqual({ cohorts: 0, failed: 0 });
      const counted = new Map((await members(addDays(thisWeek(), -7))).map((one) => [one.userId, one]));
      for (const [name, cohort] of cohorts) {
        const [tier = 0, pool, no = 0] = name.split(' ').map(Number);
        expect(cohort.length).toBeLessThanOrEqual(COHORT_SIZE);
        // The next is begun only once one is full.
        if (no > 1) expect(cohorts.get(`${tier} ${pool} ${no - 1}`)).toHaveLength(COHORT_SIZE);
        const share = cohort.length / COHORT_SIZE;
        const up = Math.round((UP[tier - 1] ?? 0) * share);
        const down = tier === 1 ? 0 : Math.floor(7 * share);
        for (const { userId } of cohort) {
          const own = xp.get(userId) ?? 0;
          const better = cohort.filter((other) => (xp.get(other.userId) ?? 0) > own).length;
          const expected = better < up ? 'up' : down > 0 && better >= cohort.length - down ? 'down' : 'stay';
          const result = counted.get(userId);
          expect(result).toMatchObject({ xp: own, rank: better + 1, students: cohort.length, outcome: expected });
          tiers.set(userId, tier + { up: 1, stay: 0, down: -1 }[expected]);
        }
      }
    }
    expect(Math.max(...tiers.values())).toBeGreaterThan(3);
    const rows = await services.db('league_members').groupBy('userId', 'week').count('* as rows');
    expect(rows.every(({ rows: count }) => Number(count) === 1)).toBe(true);
    // Leagues pay nothing: the ledger has what was earned.
    expect(await services.db('xp_logs').whereNot({ kind: 'quiz' })).toEqual([]);
  }, 120_000);
});

describe('a week that is over', () => {
  test('is not this one', async () => {
    const [userId = ''] = await buildCompetitors(services.db, 1);
    await earn(services, userId, 10);
    expect(await end()).toEqual({ cohorts: 0, failed: 0 });
    expect(await weekOfUser(userId, thisWeek())).toMatchObject({ outcome: null });
  });

  test('counts XP by when it was recorded, from Monday to Monday, midnight UTC, with corrections', async () => {
    const week = addDays(thisWeek(), -7);
    const [userId = ''] = await cohortWith(1, week, 10);
    const start = Date.parse(week);
    const end24 = Date.parse(thisWeek());
    for (const [granted, at] of [
      [1, start],
      [2, end24 - 1],
      [100, start - 1],
      [200, end24],
    ] as const)
      await buildXpLine(services.db, { userId, requested: granted, granted, createdAt: new Date(at) });
    await buildXpLine(services.db, {
      userId,
      kind: 'correction',
      requested: -3,
      granted: -3,
      createdAt: new Date(start),
    });
    await end();
    expect(await weekOfUser(userId, week)).toMatchObject({ xp: 10, rank: 1, students: 1 });
  });

  test('gives the same run twice, at once, and late', async () => {
    const xp = [50, 40, 40, 30, 20, 10, 5, 3];
    const [long, last] = [addDays(thisWeek(), -70), addDays(thisWeek(), -7)];
    const late = await cohortWith(2, long, ...xp);
    const timely = await cohortWith(2, last, ...xp);
    const expected = ['up', 'up', 'up', 'up', 'stay', 'stay', 'stay', 'down'];
    await Promise.all([end(), end(), end()]);
    expect(await resultsOf(timely, last)).toEqual(expected);
    expect(await resultsOf(late, long)).toEqual(expected);
    const before = await services.db('league_members').orderBy('userId');
    // What is recorded later is of another week.
    const [first = ''] = timely;
    const { email } = await services.db('users').where({ id: first }).first('email');
    await correctXp(services, { email, points: -100 });
    await end();
    expect(await services.db('league_members').orderBy('userId')).toEqual(before);
  });

  test('of a short cohort sends up and down the share of a full one, and a tie at a line the better way', async () => {
    const week = addDays(thisWeek(), -7);
    // Of five in tier 9 one goes up and one down.
    const [even, tied] = [await cohortWith(9, week, 50, 40, 30, 20, 10), await cohortWith(8, week, 50, 50, 30, 20, 20)];
    await end();
    expect(await resultsOf(even, week)).toEqual(['up', 'stay', 'stay', 'stay', 'down']);
    expect(await resultsOf(tied, week)).toEqual(['up', 'up', 'stay', 'stay', 'stay']);
  });

  test('is counted without who had left, who comes back a tier lower', async () => {
    const week = addDays(thisWeek(), -7);
    const [first = '', left = '', last = ''] = await cohortWith(3, week, 30, 20, 10);
    await services.db('league_members').where({ userId: left }).update({ leftAt: new Date() });
    await end();
    expect(await weekOfUser(first, week)).toMatchObject({ rank: 1, students: 2, outcome: 'up' });
    expect(await weekOfUser(last, week)).toMatchObject({ rank: 2, students: 2, outcome: 'stay' });
    expect(await weekOfUser(left, week)).toMatchObject({ rank: null, students: 2, xp: 20, outcome: 'down' });
  });

  test('waits for XP that is still being recorded', async () => {
    const week = addDays(thisWeek(), -7);
    const [slow = '', other = ''] = await cohortWith(1, week, 10, 20);
    const record = async (trx: Knex) => {
      await trx.raw(`SELECT pg_advisory_xact_lock(${placeKey('m')}) FROM league_members m WHERE user_id = ?`, [slow]);
      const createdAt = new Date(Date.parse(thisWeek()) - 1);
      await buildXpLine(trx, { userId: slow, requested: 90, granted: 90, createdAt });
    };
    await whileLocked(services.db, record, end, async () =>
      expect(await weekOfUser(other, week)).toMatchObject({ outcome: null }),
    );
    expect(await weekOfUser(slow, week)).toMatchObject({ xp: 100, rank: 1 });
    expect(await weekOfUser(other, week)).toMatchObject({ xp: 20, rank: 2 });
  });
});

describe('the matching of a week', () => {
  test('parts a tier of 120 by the XP of the week before, and stays as it is', async () => {
    const week = addDays(thisWeek(), -7);
    const ids = await buildCompetitors(services.db, 120);
    for (const [index, userId] of ids.entries())
      await buildLeagueMember(services.db, { userId, week, tier: 3, outcome: 'up', xp: index + 1, place: index + 1 });
    await end();
    const known = () => services.db('league_tiers').select('week', 'tier', 'xpBounds', 'zoneParts');
    expect(await known()).toEqual([{ week: thisWeek(), tier: 4, xpBounds: [60], zoneParts: 1 }]);
    await services.db('league_members').where({ userId: ids[0] }).update({ xp: 1_000 });
    await end();
    expect(await known()).toEqual([{ week: thisWeek(), tier: 4, xpBounds: [60], zoneParts: 1 }]);
  });
});

describe('a promotion', () => {
  const told = () => services.db('notices').where({ kind: 'league-promotion' }).select('userId', 'facts');

  test('is told once, and to nobody else', async () => {
    const week = addDays(thisWeek(), -7);
    const [first] = await cohortWith(9, week, 30, 20, 10);
    await end();
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    expect(await told()).toEqual([{ userId: first, facts: { week, tier: 10 } }]);
  });

  test('is not told to who has switched leagues off, is too young or is not active', async () => {
    const week = addDays(thisWeek(), -7);
    const [off = '', young, gone] = await cohortWith(1, week, 30, 30, 30);
    await buildPreferences(services.db, { userId: off, leagues: false });
    await services.db('user_profiles').where({ userId: young }).update({ ageBand: '13-15' });
    await services.db('users').where({ id: gone }).update({ status: 'suspended' });
    await end();
    expect(await tell()).toBe(0);
    expect(await told()).toEqual([]);
    expect(await services.db('league_members').where({ week, outcome: 'up' }).whereNull('toldAt')).toEqual([]);
  });
});
