import { describe, expect, test } from '@jest/globals';
import { wakeStudySession } from '../../../services/study/wake-study-session.js';
import { useTestServices } from '../../support/test-services.js';
import { HOUR, MINUTE, useStudy } from './use-study.js';

const services = useTestServices();
const { state, aCaller, deps, wait, start, rowOf, minutesOf, xpOf, end, study } = useStudy(services);

describe('a forgotten session', () => {
  test('is closed by its timer, with what was heard', async () => {
    const id = await start();
    await study(10);
    wait(29 * MINUTE);
    const looked = await wakeStudySession(deps(), { id, runNo: 1 });
    expect(looked).toEqual(new Date(state.now + MINUTE));
    wait(MINUTE);
    expect(await wakeStudySession(deps(), { id, runNo: 1 })).toBeNull();
    expect(await rowOf(id)).toMatchObject({
      status: 'ended',
      endedAt: new Date(state.now - 30 * MINUTE),
      closesAt: null,
    });
    expect(await minutesOf(id)).toEqual([10]);
    // Tried again, since its reply was lost.
    expect(await wakeStudySession(deps(), { id, runNo: 1 })).toBeNull();
  });

  test('is worth the same, whoever closes it and however late', async () => {
    const credited = [];
    for (const close of [(id: string) => wakeStudySession(deps(), { id, runNo: 1 }), () => end(), () => start()]) {
      state.caller = await aCaller();
      const id = await start();
      await study(10);
      wait(5 * HOUR);
      await close(id);
      const [line] = await xpOf(state.caller.userId);
      credited.push([await minutesOf(id), line?.granted, (await rowOf(id)).status]);
    }
    expect(credited).toEqual(Array(3).fill([[10], 10, 'ended']));
  });

  test('makes room for the next', async () => {
    const forgotten = await start();
    wait(31 * MINUTE);
    const next = await start();
    expect(next).not.toBe(forgotten);
    expect(services.starter).toMatchObject({
      started: [`study:${forgotten}:1`, `study:${next}:1`],
      cancelled: [`study:${forgotten}:1`],
    });
  });

  test('is none while it beats, and its timer asks for no more than the last silence', async () => {
    const id = await start();
    for (let round = 0; round < 6; round += 1) {
      await study(20);
      expect(await wakeStudySession(deps(), { id, runNo: 1 })).toEqual(new Date(state.now + 30 * MINUTE));
    }
    const { nextCheckAt } = await rowOf(id);
    expect(nextCheckAt?.getTime()).toBe(state.now + 35 * MINUTE);
  });
});
