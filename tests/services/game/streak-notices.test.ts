import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { creditActivity } from '../../../services/game/credit-activity.js';
import { endPause } from '../../../services/game/end-pause.js';
import { pauseStreak } from '../../../services/game/pause-streak.js';
import { wakeStreak } from '../../../services/game/wake-streak.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let caller: Caller;
beforeEach(async () => {
  caller = await buildCaller(services.db);
});

const MARCH = new Date('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;
/** Of a day that is counted from the first of March, by UTC; a study day begins at 4. */
const atHour = (day: number, hour: number) => new Date(MARCH.getTime() + (day * 24 + hour - 12) * HOUR);

/** Something that was done at noon of a day, and is heard of then or later. */
async function study(day: number, now = atHour(day, 12)): Promise<void> {
  const activity = {
    userId: caller.userId,
    kind: 'question',
    cause: `question:${day}`,
    sourceId: randomUUID(),
  } as const;
  await inTransaction(services, (trx, after) =>
    creditActivity({ ...activity, points: 1, at: atHour(day, 12), adds: {}, topicId: null }, now, after, trx),
  );
}

async function studyOn(...days: number[]): Promise<void> {
  for (const day of days) await study(day);
}

/** The timer looks, as its workflow has it look. */
async function wake(now: Date): Promise<void> {
  const { runNo } = await services.db('streaks').where({ id: caller.userId }).first('runNo');
  await wakeStreak({ ...services, db: services.db, clock: () => now }, { id: caller.userId, runNo });
}

const noticesOf = (kind: string) => services.db('notices').where({ userId: caller.userId, kind }).orderBy('topic');
const warnings = async () => (await noticesOf('streak-at-risk')).length;
const version = async () => (await services.db('user_stats').where({ userId: caller.userId }).first()).version;

describe('the warning that a streak is at risk', () => {
  beforeEach(async () => {
    await studyOn(0, 1);
    await wake(atHour(2, 22));
    expect(await warnings()).toBe(0);
    await wake(atHour(2, 21.75));
    expect(await warnings()).toBe(1);
  });

  test('goes when its day is studied', async () => {
    await study(2, atHour(2, 23));
    expect(await warnings()).toBe(0);
  });

  test('stays when another day turns out to be studied', async () => {
    await study(-1, atHour(2, 23));
    expect(await warnings()).toBe(1);
  });

  test('goes when its day is over, whoever judges it', async () => {
    const before = await version();
    await wake(atHour(3, 5));
    expect(await warnings()).toBe(0);
    expect(await version()).toBeGreaterThan(before);
  });

  test('goes when a later day is studied', async () => {
    await study(4);
    expect(await warnings()).toBe(0);
  });

  test('goes when its day is paused, and stays for a pause of later days', async () => {
    const pause = (day: string) =>
      pauseStreak(
        { ...services, db: services.db, clock: () => atHour(2, 23) },
        { caller, firstDay: day, lastDay: day },
      );
    await pause('2026-03-05');
    expect(await warnings()).toBe(1);
    const before = await version();
    await pause('2026-03-03');
    expect(await warnings()).toBe(0);
    expect(await version()).toBeGreaterThan(before);
  });

  test('comes back where the pause of its day is taken back', async () => {
    const deps = { ...services, db: services.db, clock: () => atHour(2, 23) };
    const { id: pauseId } = await pauseStreak(deps, { caller, firstDay: '2026-03-03', lastDay: '2026-03-03' });
    const told = await warnings();
    await endPause(deps, { caller, pauseId });
    expect(told).toBe(0);
    expect(await noticesOf('streak-at-risk')).toMatchObject([{ facts: { length: 2 } }]);
  });
});

describe('a freeze', () => {
  const told = async () => (await noticesOf('freeze-spent')).map(({ topic, facts }) => [topic, facts.left]);

  test('that a late activity moves to another day is told of there, and no more where it was', async () => {
    // The seventh day earns one. The 8th of March costs it, and the 14th ends the streak.
    await studyOn(0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14);
    expect(await told()).toEqual([['2026-03-08', 0]]);
    await study(7, atHour(14, 13));
    expect(await told()).toEqual([['2026-03-14', 0]]);
  });

  test('that was told of is not told of again', async () => {
    await studyOn(0, 1, 2, 3, 4, 5, 6, 8);
    const before = await noticesOf('freeze-spent');
    await study(-1, atHour(8, 13));
    expect(await noticesOf('freeze-spent')).toEqual(before);
  });

  test('is told of with those that were left after it, also where another was earned since', async () => {
    await studyOn(0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13);
    expect(await told()).toEqual([]);
    // The day that earned one comes late: the seventh of March is frozen by it, and seven days were studied since.
    await study(-1, atHour(13, 13));
    expect(await told()).toEqual([['2026-03-07', 0]]);
    expect(await services.db('streaks').where({ id: caller.userId }).first('freezes')).toEqual({ freezes: 1 });
  });
});
