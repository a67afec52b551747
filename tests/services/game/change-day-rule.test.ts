import { beforeEach, describe, expect, test } from '@jest/globals';
import { readCalendar } from '../../../db/queries/day-rules.js';
import { onboard } from '../../../services/account/onboard.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { useTestServices } from '../../support/test-services.js';
import { DAY } from '../../support/times.js';

const services = useTestServices();
const FIELDS = { displayName: 'Ada', grade: null, locale: 'en', boardVisibility: 'everyone' } as const;
/** Noon of a day far ahead; every account is older. */
const NOON = new Date('2030-06-10T12:00:00Z');

let caller: Caller;
let now: Date;
beforeEach(async () => {
  caller = await buildCaller(services.db);
  now = NOON;
});

const deps = () => ({ db: services.db, clock: () => now });
const goTo = (timeZone: string) =>
  updateProfile(deps(), { caller, versions: undefined, fields: { ...FIELDS, timeZone } });
const beginAt = (dayStartsAt: number) => onboard(deps(), { caller, answers: { dayStartsAt } });
const calendar = () => readCalendar(services.db, caller.userId);
const later = async () => (await calendar()).slice(1).map(({ from, ...rule }) => [from.toISOString(), rule]);

describe('the rules of study days', () => {
  test('are the zone of the profile and 4:00 for a student who changed nothing', async () => {
    expect(await calendar()).toMatchObject([{ timeZone: 'UTC', dayStartsAt: 4 }]);
    expect(await services.db('day_rules').where({ userId: caller.userId })).toEqual([]);
  });

  test('stay until the end of the day, whatever the profile says at once', async () => {
    expect(await goTo('Asia/Kathmandu')).toMatchObject({ timeZone: 'Asia/Kathmandu' });
    expect(await calendar()).toMatchObject([
      { timeZone: 'UTC', dayStartsAt: 4 },
      { timeZone: 'Asia/Kathmandu', dayStartsAt: 4, from: new Date('2030-06-11T04:00:00Z') },
    ]);
  });

  test('change a second time a week later, and keep what was until then', async () => {
    await goTo('Asia/Kathmandu');
    now = new Date(NOON.getTime() + 2 * DAY);
    await goTo('America/Nuuk');
    expect(await later()).toEqual([
      ['2030-06-11T04:00:00.000Z', { timeZone: 'Asia/Kathmandu', dayStartsAt: 4 }],
      ['2030-06-18T22:15:00.000Z', { timeZone: 'America/Nuuk', dayStartsAt: 4 }],
    ]);
  });

  test('of a wish for the hour are those of the zone that was wished for last', async () => {
    await goTo('Asia/Kathmandu');
    await beginAt(0);
    expect(await later()).toEqual([['2030-06-11T04:00:00.000Z', { timeZone: 'Asia/Kathmandu', dayStartsAt: 0 }]]);
    await goTo('UTC');
    await beginAt(4);
    expect(await calendar()).toHaveLength(1);
  });

  test('have both when zone and hour are changed at once', async () => {
    await Promise.all([goTo('Asia/Kathmandu'), beginAt(6)]);
    expect(await later()).toEqual([['2030-06-11T04:00:00.000Z', { timeZone: 'Asia/Kathmandu', dayStartsAt: 6 }]]);
  });

  test('are the one wish of many that came last', async () => {
    await Promise.all([0, 1, 2, 3, 5, 6].map(beginAt));
    const { dayStartsAt } = await services.db('user_preferences').where({ userId: caller.userId }).first();
    expect(await later()).toEqual([['2030-06-11T04:00:00.000Z', { timeZone: 'UTC', dayStartsAt }]]);
  });
});
