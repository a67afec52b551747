import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex } from '../../../db/knex.js';
import type { LeagueMember } from '../../../db/models/league-member.js';
import { placeKey } from '../../../db/queries/leagues.js';
import { COHORT_SIZE } from '../../../domain/social/leagues/tiers.js';
import { weekOf } from '../../../domain/social/weeks.js';
import { forEachConcurrent } from '../../../lib/for-each-concurrent.js';
import { createLog } from '../../../log.js';
import { correctXp } from '../../../services/game/correct-xp.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import { buildLeagueMember, buildPreferences, buildStudent, buildXpLine } from '../../support/factories/index.js';
import { buildCompetitors, earn, growUp, letWeekPass } from '../../support/leagues.js';
import { openTestData, type TestData } from '../../support/test-data.js';
import { createToldStarter } from '../../support/told-starter.js';

/** Connections, of which each transaction has one. */
const AT_ONCE = 60;

let data: TestData;
let deps: TransactionDeps;
beforeAll(async () => {
  data = await openTestData();
  const log = createLog('silent', 'test');
  deps = { db: createKnex(data.config.DATABASE_URL, AT_ONCE), starter: createToldStarter(), log, clock: data.clock };
});
afterAll(async () => {
  await deps.db.destroy();
  await data.close();
});
beforeEach(async () => {
  for (const table of ['league_members', 'league_tiers']) await deps.db(table).delete();
});

const members = (): Promise<LeagueMember[]> => deps.db('league_members').orderBy(['week', 'tier', 'pool', 'place']);
const weeksOf = (userId: string) => deps.db('league_members').where({ userId }).orderBy('week');
const thisWeek = () => weekOf(deps.clock());
const rangeTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Does some work in a transaction that is given back. */
async function givenBack(work: (trx: Knex) => Promise<unknown>): Promise<void> {
  const trx = await deps.db.transaction();
  try {
    await work(trx);
  } finally {
    await trx.rollback();
  }
}

async function newcomer(): Promise<string> {
  const [id = ''] = await buildCompetitors(deps.db, 1);
  return id;
}

describe('the first XP of a week', () => {
  test('joins the first tier, and what follows changes nothing', async () => {
    const userId = await newcomer();
    await earn(deps, userId, 10);
    const joined = await members();
    expect(joined).toEqual([
      expect.objectContaining({ userId, week: thisWeek(), tier: 1, pool: 0, place: 1, outcome: null, leftAt: null }),
    ]);
    await earn(deps, userId, 10);
    expect(await members()).toEqual(joined);
  });

  test('is no activity that brings none, and no correction', async () => {
    const userId = await newcomer();
    await earn(deps, userId, 0);
    const { email } = await deps.db('users').where({ id: userId }).first('email');
    await correctXp(deps, { email, points: 50 });
    expect(await members()).toEqual([]);
    await earn(deps, userId, 1);
    expect(await members()).toHaveLength(1);
  });

  test('leads nowhere when it is given back', async () => {
    const userId = await newcomer();
    await givenBack((trx) => earn({ ...deps, db: trx }, userId, 10));
    expect(await members()).toEqual([]);
    await earn(deps, userId, 10);
    expect(await members()).toMatchObject([{ place: 1 }]);
  });

  test.each([null, 'under-13', '13-15'])('joins nothing for a student whose age is %p', async (ageBand) => {
    const { id: userId } = await buildStudent(deps.db);
    const told = { ageBand, ageToldAt: ageBand && new Date() };
    await deps.db('user_profiles').where({ userId }).update(told);
    await earn(deps, userId, 10);
    expect(await members()).toEqual([]);
    await growUp(deps.db, [userId]);
    await earn(deps, userId, 10);
    expect(await members()).toHaveLength(1);
  });

  test('joins nothing for a student who has switched leagues off', async () => {
    const userId = await newcomer();
    await buildPreferences(deps.db, { userId, leagues: false });
    await earn(deps, userId, 10);
    expect(await members()).toEqual([]);
  });
});

describe('many at once', () => {
  test('200 make six full cohorts and one of twenty, and nobody is in two', async () => {
    const ids = await buildCompetitors(data.db, 200);
    // Each comes twice; all that has a connection is at once, and the next begins where one ends.
    await forEachConcurrent(AT_ONCE, [...ids, ...ids], undefined, async (userId) => {
      await earn(deps, userId, 10);
    });
    const joined = await members();
    expect(joined.map(({ userId }) => userId).toSorted()).toEqual(ids.toSorted());
    expect(joined.map(({ place }) => place)).toEqual(rangeTo(200));
  });

  test('wait for nobody: a place that is being given is passed over, and is free again when it is given back', async () => {
    const [slow = '', next = '', last = ''] = await buildCompetitors(deps.db, 3);
    await givenBack(async (trx) => {
      await earn({ ...deps, db: trx }, slow, 10);
      await earn(deps, next, 10);
      expect(await members()).toMatchObject([{ userId: next, place: 2 }]);
    });
    await earn(deps, last, 10);
    expect(await members()).toMatchObject([
      { userId: last, place: 1 },
      { userId: next, place: 2 },
    ]);
  });
});

describe('the tier', () => {
  test.each([
    ['up', 4, 5],
    ['stay', 4, 4],
    ['down', 4, 3],
  ] as const)('after a week that went %s from %i is %i, also weeks later', async (outcome, tier, next) => {
    const userId = await newcomer();
    await buildLeagueMember(deps.db, { userId, tier, outcome });
    await earn(deps, userId, 10);
    expect(await weeksOf(userId)).toMatchObject([{ tier }, { tier: next }]);
  });

  test('comes from the ledger where the last week was not counted yet, and that is counted then', async () => {
    const [first = '', second = ''] = await buildCompetitors(deps.db, 2);
    await earn(deps, first, 20);
    await earn(deps, second, 10);
    await letWeekPass(deps.db);
    await earn(deps, first, 10);
    const [counted, joined] = await weeksOf(first);
    expect(counted).toMatchObject({ tier: 1, rank: 1, xp: 20, students: 2, outcome: 'up' });
    expect(joined).toMatchObject({ week: thisWeek(), tier: 2, outcome: null });
    expect(await weeksOf(second)).toMatchObject([{ rank: 2, xp: 10, outcome: 'stay' }]);
  });

  test('of many whose cohort is not counted is right when they come at once', async () => {
    const ids = await buildCompetitors(deps.db, 30);
    for (const [index, userId] of ids.entries()) await earn(deps, userId, 40 - index);
    await letWeekPass(deps.db);
    await Promise.all(ids.map((userId) => earn(deps, userId, 10)));
    const joined = await deps.db('league_members').where({ week: thisWeek() });
    const tierOf = new Map(joined.map(({ userId, tier }) => [userId, tier]));
    expect(ids.map((userId) => tierOf.get(userId))).toEqual([...Array(20).fill(2), ...Array(10).fill(1)]);
  });
});

describe('matching', () => {
  test('is by the XP of the week before and by the zone, where the tier is parted', async () => {
    const ids = await buildCompetitors(deps.db, 4);
    await deps.db('league_tiers').insert({ week: thisWeek(), tier: 1, xpBounds: [100], zoneParts: 3 });
    const lastWeek = new Date(Date.parse(thisWeek()) - 1);
    for (const userId of ids.slice(0, 2))
      await buildXpLine(deps.db, { userId, requested: 100, granted: 100, createdAt: lastWeek });
    for (const userId of [ids[1], ids[3]])
      await deps.db('user_profiles').where({ userId }).update({ timeZone: 'Asia/Tokyo' });
    for (const userId of ids) await earn(deps, userId, 10);
    const pools = new Map((await members()).map(({ userId, pool, place }) => [userId, [pool, place]]));
    expect(ids.map((userId) => pools.get(userId))).toEqual([
      [3, 1],
      [4, 1],
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('a place', () => {
  /** Whether somebody holds the lock of the only place there is. */
  const isHeld = async () => {
    const { rows } = await data.db.raw(
      `SELECT NOT pg_try_advisory_xact_lock(${placeKey('m')}) AS held FROM league_members m`,
    );
    return rows[0]?.held;
  };

  test.each([
    ['an activity', (own: TransactionDeps, userId: string) => earn(own, userId, 10)],
    [
      'a correction',
      async (own: TransactionDeps, userId: string) => {
        const { email } = await deps.db('users').where({ id: userId }).first('email');
        await correctXp(own, { email, points: 5 });
      },
    ],
  ])('is held while %s is recorded, so that whoever counts the week waits', async (_what, record) => {
    const userId = await newcomer();
    await earn(deps, userId, 10);
    expect(await isHeld()).toBe(false);
    await givenBack(async (trx) => {
      await record({ ...deps, db: trx }, userId);
      expect(await isHeld()).toBe(true);
    });
    expect(await isHeld()).toBe(false);
  });
});

test('a pool of many costs no more than one of few', async () => {
  const userId = await newcomer();
  await givenBack(async (trx) => {
    await trx.raw(`WITH made AS (
        INSERT INTO users (id, email) SELECT gen_random_uuid(), 'pool-' || n || '@example.org' FROM generate_series(1, 2000) AS n
        RETURNING id)
      INSERT INTO league_members (user_id, week, tier, pool, place)
      SELECT id, '${thisWeek()}', 1, 0, row_number() OVER () FROM made`);
    // As autovacuum does: of a table that it found empty a moment ago the whole would be read.
    await trx.raw('ANALYZE league_members');
    const read = async (): Promise<number> => {
      const table = trx('pg_stat_xact_user_tables').where({ relname: 'league_members' });
      return (await table.first('idxTupFetch')).idxTupFetch;
    };
    const before = await read();
    await earn({ ...deps, db: trx }, userId, 10);
    expect(await trx('league_members').where({ userId }).first('place')).toEqual({ place: 2001 });
    const count = (await read()) - before;
    // Those near the end, with what leads there.
    expect(count).toBeGreaterThan(COHORT_SIZE);
    expect(count).toBeLessThan(3 * COHORT_SIZE);
  });
});

test('joining takes two statements more, and later XP none', async () => {
  const userId = await newcomer();
  const statements = async () => {
    let count = 0;
    const listen = ({ sql }: { sql: string }) => void (/^(BEGIN|COMMIT)/.test(sql) || count++);
    deps.db.on('query', listen);
    await earn(deps, userId, 10);
    deps.db.removeListener('query', listen);
    return count;
  };
  expect(await statements()).toBe(8);
  expect(await statements()).toBeLessThanOrEqual(6);
});
