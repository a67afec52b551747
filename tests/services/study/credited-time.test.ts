import { describe, expect, test } from '@jest/globals';
import { endStudy } from '../../../services/study/end-study.js';
import { wakeStudySession } from '../../../services/study/wake-study-session.js';
import { buildLesson, buildMaterial, buildTopic } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';
import { HOUR, MINUTE, SECOND, useStudy } from './use-study.js';

const services = useTestServices();
const { state, aCaller, deps, wait, start, beat, rowOf, minutesOf, xpOf, end, study } = useStudy(services);

describe('a free session', () => {
  test('is credited by its beats, once, with XP, counters and a day of the streak', async () => {
    const id = await start();
    await study(10);
    wait(30 * SECOND);
    expect(await end()).toEqual([10]);
    expect(await rowOf(id)).toMatchObject({ status: 'ended', focusMs: 10.5 * MINUTE, endedAt: new Date(state.now) });
    const day = new Date(state.now).toISOString().slice(0, 10);
    expect(await xpOf(state.caller.userId)).toMatchObject([
      { cause: `study:${id}:${day}`, granted: 10, studyDay: day },
    ]);
    const { stats } = await services.db('user_stats').where({ userId: state.caller.userId }).first();
    expect(stats).toMatchObject({ studyMinutes: 10, activeDays: 1 });
    expect(services.starter.cancelled).toContain(`study:${id}:1`);
  });

  test('that is ended again, and again at once, changes nothing', async () => {
    const id = await start();
    await study(3);
    const ids = await Promise.all(Array.from({ length: 5 }, () => endStudy(deps(), state.caller)));
    wait(MINUTE);
    expect(await endStudy(deps(), state.caller)).toBe(id);
    expect(new Set(ids)).toEqual(new Set([id]));
    expect(await xpOf(state.caller.userId)).toHaveLength(1);
  });

  test('of under a minute is credited with nothing', async () => {
    await start();
    wait(59_999);
    expect(await end()).toEqual([]);
    expect(await xpOf(state.caller.userId)).toEqual([]);
  });

  test('gives the XP of 120 minutes a day, and counts all its minutes', async () => {
    for (const minutes of [100, 50]) {
      await start();
      await study(minutes);
      await end();
    }
    expect((await xpOf(state.caller.userId)).map(({ requested, granted }) => [requested, granted])).toEqual([
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
    expect(await endStudy(deps(), state.caller)).toBe(id);
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
    const { stats } = await services.db('user_stats').where({ userId: state.caller.userId }).first();
    expect(stats.subjectIds).toEqual([subjectId]);
  });

  test("is no material of another's, and none that goes", async () => {
    const other = await aCaller();
    const { id: theirs } = await buildMaterial(services.db, { ownerId: other.userId });
    const { id: going } = await buildMaterial(services.db, { ownerId: state.caller.userId, status: 'deleting' });
    for (const materialId of [theirs, going])
      await expect(start({ mode: 'free', materialId })).rejects.toMatchObject({ type: 'not-found' });
    expect(await services.db('study_sessions').where({ userId: state.caller.userId })).toEqual([]);
  });

  test('may go: the session stays', async () => {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: state.caller.userId });
    const id = await start({ mode: 'free', materialId });
    await services.db('materials').where({ id: materialId }).delete();
    expect(await rowOf(id)).toMatchObject({ materialId: null, status: 'running' });
  });
});
