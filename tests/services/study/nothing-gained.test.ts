import { describe, expect, test } from '@jest/globals';
import { beatStudy } from '../../../services/study/beat-study.js';
import { buildSession } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';
import { MINUTE, SECOND, useStudy } from './use-study.js';

const services = useTestServices();
const { state, deps, wait, start, beat, rowOf, xpOf, end, study } = useStudy(services);

describe('nothing is gained by', () => {
  test('sleep: a gap counts for 90 seconds', async () => {
    await start();
    await study(5);
    wait(25 * MINUTE);
    await beat();
    expect(await end()).toEqual([6]);
  });

  test('a lost network: what was not heard is not counted', async () => {
    await start();
    for (let round = 0; round < 6; round += 1) {
      wait(10 * MINUTE);
      await beat();
    }
    expect(await end()).toEqual([9]);
  });

  test('replays of a beat', async () => {
    await start();
    await study(2);
    for (let round = 0; round < 50; round += 1) await beat();
    expect(await end()).toEqual([2]);
  });

  test('two devices', async () => {
    const phone = { ...state.caller, sessionId: (await buildSession(services.db, { userId: state.caller.userId })).id };
    const id = await start();
    expect(await start({ mode: 'block', plannedMinutes: 50 }, phone)).toBe(id);
    for (let minute = 0; minute < 10; minute += 1) {
      wait(30 * SECOND);
      await beat(false, state.caller);
      wait(30 * SECOND);
      await beat(false, phone);
    }
    expect(await end(phone)).toEqual([10]);
    expect(await end(state.caller)).toEqual([10]);
    expect(await xpOf(state.caller.userId)).toHaveLength(1);
  });

  test('a hundred beats a second, at once', async () => {
    const id = await start();
    for (let second = 0; second < 3; second += 1) {
      const began = state.now;
      wait(SECOND);
      const moments = Array.from({ length: 100 }, (_, tenth) => new Date(began + (tenth + 1) * 10));
      await Promise.all(
        moments.map((moment) =>
          beatStudy({ ...deps(), clock: () => moment }, { caller: state.caller, onBreak: false }),
        ),
      );
    }
    expect(await rowOf(id)).toMatchObject({ focusMs: 3 * SECOND, lastBeatAt: new Date(state.now) });
  });

  test('a server whose clock is behind, or was put back', async () => {
    const id = await start();
    await study(2);
    wait(-10 * MINUTE);
    await beat();
    wait(9 * MINUTE);
    await beat();
    expect(await rowOf(id)).toMatchObject({ focusMs: 2 * MINUTE });
    expect(await end()).toEqual([2]);
  });

  test('breaks', async () => {
    await start();
    await study(5);
    await beat(true);
    for (let minute = 0; minute < 20; minute += 1) {
      wait(MINUTE);
      await beat(true);
    }
    await beat(false);
    await study(5);
    expect(await end()).toEqual([10]);
  });

  test('beats without a session, or after its end', async () => {
    await expect(beat()).rejects.toMatchObject({ type: 'not-studying' });
    await start();
    await study(1);
    await end();
    wait(MINUTE);
    await expect(beat()).rejects.toMatchObject({ type: 'not-studying' });
  });

  test('sessions that overlap: of twenty starts at once one session is open', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => start()));
    expect(new Set(ids).size).toBe(1);
    expect(services.starter.started).toEqual([`study:${ids[0]}:1`]);
  });

  test('a login that is over', async () => {
    await start();
    await services.db('sessions').where({ id: state.caller.sessionId }).update({ revokedAt: new Date() });
    wait(MINUTE);
    await expect(beat()).rejects.toMatchObject({ type: 'unauthenticated' });
    const row = await services.db('study_sessions').where({ userId: state.caller.userId }).first();
    expect(row).toMatchObject({ focusMs: 0, status: 'running' });
  });
});
