import { beforeEach, describe, expect, test } from '@jest/globals';
import { writeNotices } from '../../../db/queries/notices.js';
import { onboard } from '../../../services/account/onboard.js';
import { markNoticesSeen } from '../../../services/notices/mark-notices-seen.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildNotice, buildStats, buildStreak } from '../../support/factories/index.js';
import { whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let caller: Caller;
let userId: string;
beforeEach(async () => {
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});

test.each(['running', 'ended'] as const)(
  'a change of day rules waits for who holds the %s streak, and holds nothing that hangs on it',
  async (status) => {
    await buildStreak(services.db, { userId, status });
    await buildStats(services.db, { userId, version: 1 });
    await whileLocked(
      services.db,
      (trx) => trx('streaks').where({ id: userId }).forNoKeyUpdate().select('id'),
      () => onboard(services, { caller, answers: { dayStartsAt: 1 } }),
      (trx) => trx('user_stats').where({ userId }).increment('version'),
    );
    // Who waited has raised it, too.
    expect((await services.db('user_stats').where({ userId }).first('version')).version).toBeGreaterThan(2);
    expect(await services.db('day_rules').where({ userId })).toHaveLength(2);
  },
);

describe('notices are locked in the order of their kinds and topics', () => {
  const LEVEL = { kind: 'level-up', topic: '2', facts: { level: 2 } } as const;
  const EARNED = { kind: 'achievement', topic: 'curious', facts: { key: 'curious' } } as const;
  beforeEach(async () => {
    for (const notice of [EARNED, LEVEL]) await buildNotice(services.db, { userId, ...notice });
  });
  const whileEarnedIsLocked = <T>(act: () => Promise<T>) =>
    whileLocked(
      services.db,
      (trx) => trx('notices').where({ userId, kind: EARNED.kind }).forNoKeyUpdate().select('id'),
      act,
      (trx) => trx('notices').where({ userId, kind: LEVEL.kind }).update({ updatedAt: new Date() }),
    );

  test('by who has seen them', async () => {
    const ids: string[] = await services.db('notices').where({ userId }).pluck('id');
    await whileEarnedIsLocked(() => markNoticesSeen(services, { caller, ids }));
    expect(await services.db('notices').where({ userId }).whereNull('seenAt')).toEqual([]);
  });

  test('by who writes them anew', async () => {
    await whileEarnedIsLocked(() => services.db.transaction((trx) => writeNotices(trx, userId, [LEVEL, EARNED])));
    expect(await services.db('notices').where({ userId })).toHaveLength(2);
  });
});
