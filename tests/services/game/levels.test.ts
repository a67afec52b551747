import { beforeEach, describe, expect, test } from '@jest/globals';
import { addCorrection } from '../../../services/game/add-correction.js';
import { correctXp } from '../../../services/game/correct-xp.js';
import { rebuildLevels } from '../../../services/game/rebuild-levels.js';
import { buildLevel, buildStats, buildStudent, buildXpLine } from '../../support/factories/index.js';
import { whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
let email: string;
beforeEach(async () => {
  await services.db('users').update({ status: 'erased' });
  await services.db('users').delete();
  ({ id: userId, email } = await buildStudent(services.db));
});

const level = () => services.db('user_levels').where({ userId }).first('xp', 'level');

describe('a correction', () => {
  test('is a line of the ledger, and told to the audit log', async () => {
    expect(await correctXp(services, { email, points: 350 })).toEqual({ xp: 350, level: 3 });
    expect(await level()).toEqual({ xp: 350, level: 3 });
    expect(await services.db('xp_logs').where({ userId })).toEqual([
      expect.objectContaining({ kind: 'correction', requested: 350, granted: 350 }),
    ]);
    const entry = await services.db('audit_log').where({ subjectId: userId }).first();
    expect(entry).toMatchObject({ action: 'xp.corrected', actorKind: 'command', details: { points: 350 } });
  });

  test('may take more than there is, and no level falls below 1', async () => {
    await correctXp(services, { email, points: -500 });
    expect(await level()).toEqual({ xp: -500, level: 1 });
    expect(await correctXp(services, { email, points: 620 })).toEqual({ xp: 120, level: 2 });
  });

  test('begins no streak', async () => {
    await correctXp(services, { email, points: 10 });
    expect(await services.db('streaks').where({ id: userId }).first('status', 'length')).toEqual({
      ...{ status: 'ended', length: 0 },
    });
  });

  test('of somebody who is not there is refused', () =>
    expect(correctXp(services, { email: 'nobody@example.org', points: 1 })).rejects.toThrow('nobody@example.org'));
});

describe('a rebuild', () => {
  test('changes nothing where the sums are right', async () => {
    await correctXp(services, { email, points: 350 });
    expect(await rebuildLevels(services)).toEqual({ looked: 1, repaired: 0 });
    expect(await level()).toEqual({ xp: 350, level: 3 });
  });

  test('repairs a sum, a level and what is missing', async () => {
    const others = [await buildStudent(services.db), await buildStudent(services.db)];
    for (const { id } of [{ id: userId }, ...others])
      await buildXpLine(services.db, { userId: id, requested: 150, granted: 150 });
    await buildStats(services.db, { userId, version: 4 });
    await buildLevel(services.db, { userId, xp: 149, level: 2 });
    await buildLevel(services.db, { userId: others[0]?.id ?? '', xp: 150, level: 1 });
    expect(await rebuildLevels(services)).toEqual({ looked: 3, repaired: 3 });
    expect(await services.db('user_levels').select('xp', 'level')).toEqual(Array(3).fill({ xp: 150, level: 2 }));
    expect(await rebuildLevels(services)).toEqual({ looked: 3, repaired: 0 });
    // What was read of the wrong ones is stale, once.
    expect(await services.db('user_stats').where({ userId }).first('version')).toEqual({ version: 5 });
  });

  test('takes XP that is earned meanwhile for no repair', async () => {
    await correctXp(services, { email, points: 350 });
    const correction = { userId, cause: 'correction:meanwhile', sourceId: null, points: 10 };
    const rebuilt = await whileLocked(
      services.db,
      (trx) => addCorrection(correction, new Date(), trx),
      () => rebuildLevels(services),
    );
    expect(rebuilt).toEqual({ looked: 1, repaired: 0 });
    expect(await level()).toEqual({ xp: 360, level: 3 });
  });
});
