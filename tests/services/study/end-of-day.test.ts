import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../domain/game/calendar-day.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import { useTestServices } from '../../support/test-services.js';
import { HOUR, MINUTE, useStudy } from './use-study.js';

const services = useTestServices();
const { state, deps, wait, start, rowOf, xpOf, end, study } = useStudy(services);

describe('over the end of a study day', () => {
  /** Half an hour before 4:00 of the next day. */
  const atNight = () => wait(15.5 * HOUR);

  test('a free session is split, a day each', async () => {
    atNight();
    const id = await start();
    await study(50);
    expect(await end()).toEqual([30, 20]);
    const lines = await xpOf(state.caller.userId);
    expect(lines.map(({ granted }) => granted)).toEqual([30, 20]);
    expect(new Set(lines.map(({ studyDay }) => studyDay)).size).toBe(2);
    expect(await services.db('streaks').where({ id: state.caller.userId }).first()).toMatchObject({ length: 2 });
    expect(await rowOf(id)).toMatchObject({ focusMs: 30 * MINUTE, focusLaterMs: 20 * MINUTE });
  });

  test('a block is split too', async () => {
    atNight();
    await start({ mode: 'block', plannedMinutes: 50 });
    wait(51 * MINUTE);
    expect(await end()).toEqual([30, 20]);
  });

  test("the day is the student's own", async () => {
    await services.db('user_profiles').where({ userId: state.caller.userId }).update({ timeZone: 'Asia/Kathmandu' });
    // 3:45 of the next day there is 22:00 in UTC.
    wait(9.75 * HOUR);
    await start();
    await study(40);
    expect(await end()).toEqual([30, 10]);
  });

  test('another zone that is chosen meanwhile moves no end of a day that has begun', async () => {
    atNight();
    await start();
    await study(10);
    const fields = { displayName: 'Ada', grade: null, locale: 'en', boardVisibility: 'friends' } as const;
    await updateProfile(deps(), {
      caller: state.caller,
      versions: undefined,
      fields: { ...fields, timeZone: 'Pacific/Auckland' },
    });
    await study(40);
    expect(await end()).toEqual([30, 20]);
    const [first, second] = (await xpOf(state.caller.userId)).map(({ studyDay }) => studyDay);
    expect(second).toBe(addDays(first, 1));
  });

  test('the cap of XP is that of each day', async () => {
    wait(14 * HOUR);
    await start();
    await study(239);
    expect(await end()).toEqual([120, 119]);
    expect((await xpOf(state.caller.userId)).map(({ granted }) => granted)).toEqual([120, 119]);
  });
});
