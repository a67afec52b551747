import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { LOCK_PLACE } from '../../../db/queries/leagues.js';
import { weekOf } from '../../../domain/social/weeks.js';
import { onboard } from '../../../services/account/onboard.js';
import { tellAge } from '../../../services/account/tell-age.js';
import { makeBoards } from '../../../services/boards/make-boards.js';
import { openBoards } from '../../../services/boards/open-boards.js';
import { addFriend } from '../../../services/friends/add-friend.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildLeagueMember, buildStreak, buildXpLine } from '../../support/factories/index.js';
import { growUp } from '../../support/leagues.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let caller: Caller;
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});

const profile = (trx: Knex = services.db) => trx('user_profiles').where({ userId });

test('an older age waits for a younger one that is being told, and comes too early then', async () => {
  const now = services.clock();
  const told = whileLocked(
    services.db,
    (trx) => profile(trx).update({ ageBand: 'under-13', ageToldAt: now }),
    () => services.db.transaction((trx) => tellAge({ userId, ageBand: '16-or-older' }, now, trx)),
  );
  await expect(told).rejects.toMatchObject({ type: 'invalid-request' });
  expect(await profile().first('ageBand')).toEqual({ ageBand: 'under-13' });
});

describe('a wish about leagues waits, and is followed by what there is then,', () => {
  const joined = (db: Knex = services.db) =>
    buildLeagueMember(db, {
      ...{ userId, week: weekOf(services.clock()), place: 1 },
      ...{ outcome: null, students: null, rank: null, xp: null },
    });
  const wish = (leagues: boolean) => () => onboard(services, { caller, answers: { leagues } });
  const hasLeft = async () => (await services.db('league_members').where({ userId }).first()).leftAt !== null;
  beforeEach(() => growUp(services.db, [userId]));

  test('for who changes the age', async () => {
    await joined();
    await whileLocked(services.db, (trx) => profile(trx).update({ ageBand: 'under-13' }), wish(true));
    expect(await hasLeft()).toBe(true);
  });

  test('for the first XP of a week, which joins a league', async () => {
    await buildStreak(services.db, { userId });
    const join = async (trx: Knex) => {
      await trx('streaks').where({ id: userId }).forNoKeyUpdate();
      await joined(trx);
    };
    await whileLocked(services.db, join, wish(false));
    expect(await hasLeft()).toBe(true);
  });

  test('for who counts the week', async () => {
    await joined();
    await whileLocked(
      services.db,
      (trx) => trx.raw(LOCK_PLACE, { userId }),
      wish(false),
      (trx) => trx('league_members').where({ userId }).update({ outcome: 'stay', students: 1, rank: 1, xp: 0 }),
    );
    // A week that was counted stays as it was.
    expect(await hasLeft()).toBe(false);
  });
});

describe('who adds a friend', () => {
  const CODE = 'ABCDEFGH';

  test('waits for who shuts the account of the other, and asks nobody then', async () => {
    const other = await buildCaller(services.db);
    await services.db('user_profiles').where({ userId: other.userId }).update({ friendCode: CODE });
    await whileLocked(
      services.db,
      (trx) => trx('users').where({ id: other.userId }).update({ status: 'suspended' }),
      () => addFriend(services, { caller, code: CODE }),
    );
    expect(await services.db('friend_requests').select('receiverId')).toEqual([{ receiverId: null }]);
  });

  test('holds the two in the order of their ids', async () => {
    const [least, greatest] = [caller, await buildCaller(services.db)].toSorted((a, b) =>
      a.userId < b.userId ? -1 : 1,
    );
    if (!least || !greatest) throw new Error('two were built');
    await services.db('user_profiles').where({ userId: least.userId }).update({ friendCode: CODE });
    let isCallerHeld: boolean | undefined;
    await whileLocked(
      services.db,
      (trx) => trx('users').where({ id: least.userId }).forNoKeyUpdate(),
      () => addFriend(services, { caller: greatest, code: CODE }),
      async () => {
        isCallerHeld = await isHeld(services.db('users').where({ id: greatest.userId }));
      },
    );
    expect(isCallerHeld).toBe(false);
    expect(await services.db('friend_requests').select('receiverId')).toEqual([{ receiverId: least.userId }]);
  });
});

test('who makes the boards of a day waits for another who does, and makes none of those that are finished then', async () => {
  const day = '2026-03-02';
  await buildXpLine(services.db, { userId, createdAt: new Date(`${day}T12:00:00Z`) });
  await openBoards(services, { day, reason: null });
  const made = await whileLocked(
    services.db,
    (trx) => trx('leaderboard_runs').where({ day }).update({ finishedAt: services.clock() }),
    () => makeBoards(services, { day, report: () => {} }, new AbortController().signal),
  );
  expect(made.isDone).toBe(true);
  expect(await services.db('leaderboards').where({ day })).toEqual([]);
});
