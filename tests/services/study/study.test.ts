import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StudySession } from '../../../db/models/study-session.js';
import { addDays } from '../../../domain/game/calendar-day.js';
import { countGap } from '../../../domain/learning/study/count-gap.js';
import { closesAt } from '../../../domain/learning/study/study-time.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { beatStudy } from '../../../services/study/beat-study.js';
import { endStudy } from '../../../services/study/end-study.js';
import { type StudyPlan, startStudy } from '../../../services/study/start-study.js';
import { wakeStudySession } from '../../../services/study/wake-study-session.js';
import { buildLesson, buildMaterial, buildSession, buildStudent, buildTopic } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The server's time, which goes on as a test says; noon in UTC, where days begin at 4:00. */
let now: number;
let caller: Caller;
beforeEach(async () => {
  const midnight = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR;
  now = midnight - 12 * HOUR;
  caller = await aCaller();
});

async function aCaller(): Promise<Caller> {
  const { id: userId } = await buildStudent(services.db);
  const { id: sessionId } = await buildSession(services.db, { userId });
  return { userId, sessionId };
}

const deps = () => ({ ...services, db: services.db, clock: () => new Date(now) });
const wait = (ms: number) => {
  now += ms;
};
const start = (plan: StudyPlan = { mode: 'free' }, by = caller) => startStudy(deps(), { caller: by, plan });
const beat = (onBreak = false, by = caller) => beatStudy(deps(), { caller: by, onBreak });
const rowOf = (id: string): Promise<StudySession> => services.db('study_sessions').where({ id }).first();
const minutesOf = (sessionId: string) =>
  services.db('study_minutes').where({ sessionId }).orderBy('studyDay').pluck('minutes');
/** Ends the open session. @returns the minutes that it is credited with, by day */
const end = async (by = caller): Promise<number[]> => minutesOf(await endStudy(deps(), by));
/** A beat a minute, for so many minutes. */
async function study(minutes: number, by = caller): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    wait(MINUTE);
    await beat(false, by);
  }
}
const xpOf = (userId: string) => services.db('xp_logs').where({ userId, kind: 'study' }).orderBy('id');

describe('a free session', () => {
  test('is credited by its beats, once, with XP, counters and a day of the streak', async () => {
    const id = await start();
    await study(10);
    wait(30 * SECOND);
    expect(await end()).toEqual([10]);
    expect(await rowOf(id)).toMatchObject({ status: 'ended', focusMs: 10.5 * MINUTE, endedAt: new Date(now) });
    const day = new Date(now).toISOString().slice(0, 10);
    expect(await xpOf(caller.userId)).toMatchObject([{ cause: `study:${id}:${day}`, granted: 10, studyDay: day }]);
    const { stats } = await services.db('user_stats').where({ userId: caller.userId }).first();
    expect(stats).toMatchObject({ studyMinutes: 10, activeDays: 1 });
    expect(services.starter.cancelled).toContain(`study:${id}:1`);
  });

  test('that is ended again, and again at once, changes nothing', async () => {
    const id = await start();
    await study(3);
    const ids = await Promise.all(Array.from({ length: 5 }, () => endStudy(deps(), caller)));
    wait(MINUTE);
    expect(await endStudy(deps(), caller)).toBe(id);
    expect(new Set(ids)).toEqual(new Set([id]));
    expect(await xpOf(caller.userId)).toHaveLength(1);
  });

  test('of under a minute is credited with nothing', async () => {
    await start();
    wait(59_999);
    expect(await end()).toEqual([]);
    expect(await xpOf(caller.userId)).toEqual([]);
  });

  test('gives the XP of 120 minutes a day, and counts all its minutes', async () => {
    for (const minutes of [100, 50]) {
      await start();
      await study(minutes);
      await end();
    }
    expect((await xpOf(caller.userId)).map(({ requested, granted }) => [requested, granted])).toEqual([
      [100, 100],
      [50, 20],
    ]);
  });

  test('lasts for four hours at most', async () => {
    const id = await start();
    await study(239);
    wait(MINUTE);
    await expect(beat()).rejects.toMatchObject({ type: 'not-studying' });
    expect(await end()).toEqual([239]);
    expect(await endStudy(deps(), caller)).toBe(id);
  });
});

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
    const phone = { ...caller, sessionId: (await buildSession(services.db, { userId: caller.userId })).id };
    const id = await start();
    expect(await start({ mode: 'block', plannedMinutes: 50 }, phone)).toBe(id);
    for (let minute = 0; minute < 10; minute += 1) {
      wait(30 * SECOND);
      await beat(false, caller);
      wait(30 * SECOND);
      await beat(false, phone);
    }
    expect(await end(phone)).toEqual([10]);
    expect(await end(caller)).toEqual([10]);
    expect(await xpOf(caller.userId)).toHaveLength(1);
  });

  test('a hundred beats a second, at once', async () => {
    const id = await start();
    for (let second = 0; second < 3; second += 1) {
      const began = now;
      wait(SECOND);
      const moments = Array.from({ length: 100 }, (_, at) => new Date(began + (at + 1) * 10));
      await Promise.all(
        moments.map((moment) => beatStudy({ ...deps(), clock: () => moment }, { caller, onBreak: false })),
      );
    }
    expect(await rowOf(id)).toMatchObject({ focusMs: 3 * SECOND, lastBeatAt: new Date(now) });
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
    await services.db('sessions').where({ id: caller.sessionId }).update({ revokedAt: new Date() });
    wait(MINUTE);
    await expect(beat()).rejects.toMatchObject({ type: 'unauthenticated' });
    const row = await services.db('study_sessions').where({ userId: caller.userId }).first();
    expect(row).toMatchObject({ focusMs: 0, status: 'running' });
  });
});

describe('a block', () => {
  const block = async (plannedMinutes: number, endsAfter: number) => {
    await start({ mode: 'block', plannedMinutes });
    wait(endsAfter * MINUTE);
    return end();
  };

  test.each([
    [50, 50, [50]],
    [50, 59.9, [50]],
    [25, 30, [25]],
    // Too early, and too late: what was heard counts.
    [50, 49.9, [1]],
    [50, 60, []],
  ])('of %d minutes that is ended after %d is credited with %j', async (planned, after, minutes) => {
    expect(await block(planned, after)).toEqual(minutes);
  });

  test('is credited as planned four times a day, and by its beats after that', async () => {
    for (let round = 0; round < 4; round += 1) expect(await block(50, 55)).toEqual([50]);
    expect(await block(50, 55)).toEqual([1]);
    wait(16 * HOUR);
    expect(await block(50, 55)).toEqual([50]);
  });

  test('with beats has the plan for its limit, less its breaks', async () => {
    const id = await start({ mode: 'block', plannedMinutes: 20 });
    await study(5);
    await beat(true);
    wait(5 * MINUTE);
    await beat(false);
    await study(18);
    expect(await end()).toEqual([15]);
    expect(await rowOf(id)).toMatchObject({ byPlan: true, focusMs: 15 * MINUTE, breakMs: 5 * MINUTE });
  });

  test('that nobody ended is credited by its beats alone', async () => {
    const id = await start({ mode: 'block', plannedMinutes: 50 });
    await study(3);
    wait(57 * MINUTE);
    expect(await wakeStudySession(deps(), { id, runNo: 1 })).toBeNull();
    expect(await minutesOf(id)).toEqual([3]);
  });
});

describe('over the end of a study day', () => {
  /** Half an hour before 4:00 of the next day. */
  const atNight = () => wait(15.5 * HOUR);

  test('a free session is split, a day each', async () => {
    atNight();
    const id = await start();
    await study(50);
    expect(await end()).toEqual([30, 20]);
    const lines = await xpOf(caller.userId);
    expect(lines.map(({ granted }) => granted)).toEqual([30, 20]);
    expect(new Set(lines.map(({ studyDay }) => studyDay)).size).toBe(2);
    expect(await services.db('streaks').where({ id: caller.userId }).first()).toMatchObject({ length: 2 });
    expect(await rowOf(id)).toMatchObject({ focusMs: 30 * MINUTE, focusLaterMs: 20 * MINUTE });
  });

  test('a block is split too', async () => {
    atNight();
    await start({ mode: 'block', plannedMinutes: 50 });
    wait(51 * MINUTE);
    expect(await end()).toEqual([30, 20]);
  });

  test("the day is the student's own", async () => {
    await services.db('user_profiles').where({ userId: caller.userId }).update({ timeZone: 'Asia/Kathmandu' });
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
    const fields = { displayName: 'Ada', grade: null, locale: 'en', boardVisibility: 'everyone' } as const;
    await updateProfile(deps(), { caller, versions: undefined, fields: { ...fields, timeZone: 'Pacific/Auckland' } });
    await study(40);
    expect(await end()).toEqual([30, 20]);
    const [first, second] = (await xpOf(caller.userId)).map(({ studyDay }) => studyDay);
    expect(second).toBe(addDays(first, 1));
  });

  test('the cap of XP is that of each day', async () => {
    wait(14 * HOUR);
    await start();
    await study(239);
    expect(await end()).toEqual([120, 119]);
    expect((await xpOf(caller.userId)).map(({ granted }) => granted)).toEqual([120, 119]);
  });
});

describe('a forgotten session', () => {
  test('is closed by its timer, with what was heard', async () => {
    const id = await start();
    await study(10);
    wait(29 * MINUTE);
    const looked = await wakeStudySession(deps(), { id, runNo: 1 });
    expect(looked).toEqual(new Date(now + MINUTE));
    wait(MINUTE);
    expect(await wakeStudySession(deps(), { id, runNo: 1 })).toBeNull();
    expect(await rowOf(id)).toMatchObject({ status: 'ended', endedAt: new Date(now - 30 * MINUTE), closesAt: null });
    expect(await minutesOf(id)).toEqual([10]);
    // Tried again, since its reply was lost.
    expect(await wakeStudySession(deps(), { id, runNo: 1 })).toBeNull();
  });

  test('is worth the same, whoever closes it and however late', async () => {
    const credited = [];
    for (const close of [(id: string) => wakeStudySession(deps(), { id, runNo: 1 }), () => end(), () => start()]) {
      caller = await aCaller();
      const id = await start();
      await study(10);
      wait(5 * HOUR);
      await close(id);
      const [line] = await xpOf(caller.userId);
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
      expect(await wakeStudySession(deps(), { id, runNo: 1 })).toEqual(new Date(now + 30 * MINUTE));
    }
    const { nextCheckAt } = await rowOf(id);
    expect(nextCheckAt?.getTime()).toBe(now + 35 * MINUTE);
  });
});

describe('what is studied', () => {
  test('is a lesson with its topic', async () => {
    const { id: topicId } = await buildTopic(services.db);
    const { id: lessonId } = await buildLesson(services.db, { topicId });
    expect(await rowOf(await start({ mode: 'free', lessonId }))).toMatchObject({ topicId, lessonId });
  });

  test('is counted for its subject', async () => {
    const { id: topicId, subjectId } = await buildTopic(services.db);
    const { id: lessonId } = await buildLesson(services.db, { topicId });
    await start({ mode: 'free', lessonId });
    await study(1);
    await end();
    const { stats } = await services.db('user_stats').where({ userId: caller.userId }).first();
    expect(stats.subjectIds).toEqual([subjectId]);
  });

  test("is no material of another's, and none that goes", async () => {
    const other = await aCaller();
    const { id: theirs } = await buildMaterial(services.db, { ownerId: other.userId });
    const { id: going } = await buildMaterial(services.db, { ownerId: caller.userId, status: 'deleting' });
    for (const materialId of [theirs, going])
      await expect(start({ mode: 'free', materialId })).rejects.toMatchObject({ type: 'not-found' });
    expect(await services.db('study_sessions').where({ userId: caller.userId })).toEqual([]);
  });

  test('may go: the session stays', async () => {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: caller.userId });
    const id = await start({ mode: 'free', materialId });
    await services.db('materials').where({ id: materialId }).delete();
    expect(await rowOf(id)).toMatchObject({ materialId: null, status: 'running' });
  });
});

test('a beat in SQL counts what the rule counts', async () => {
  const beats = fc.array(fc.record({ wait: fc.integer({ min: -MINUTE, max: 4 * MINUTE }), onBreak: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  });
  const plans = fc.constantFrom<StudyPlan>({ mode: 'free' }, { mode: 'block', plannedMinutes: 10 });
  await fc.assert(
    fc.asyncProperty(plans, beats, fc.integer({ min: 0, max: 20 * MINUTE }), async (plan, list, dayLeft) => {
      caller = await aCaller();
      let row = await rowOf(await start(plan));
      const dayEndsAt = new Date(now + dayLeft);
      await services.db('study_sessions').where({ id: row.id }).update({ dayEndsAt });
      row = { ...row, dayEndsAt } as StudySession;
      for (const one of list) {
        wait(one.wait);
        if (row.closesAt === null || row.closesAt.getTime() <= now) break;
        const lastBeatAt = new Date(Math.max(row.lastBeatAt.getTime(), now));
        const expected = { ...row, ...countGap(row, new Date(now)), lastBeatAt, onBreak: one.onBreak } as StudySession;
        const { updatedAt: _, ...counted } = { ...expected, closesAt: closesAt(expected) };
        await beat(one.onBreak);
        row = await rowOf(row.id);
        expect(row).toMatchObject(counted);
      }
    }),
    { numRuns: 40 },
  );
});
