import { beforeEach, describe, expect, test } from '@jest/globals';
import { ACHIEVEMENTS, type Achievement } from '../../../domain/game/achievements.js';
import { backfillAchievements } from '../../../services/game/backfill-achievements.js';
import { buildAchievement, buildStats, buildStreak, buildStudent } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const NEVER = new AbortController().signal;

beforeEach(async () => {
  await services.db('users').delete();
});

/** A student with counters, whose streak is over. */
async function studentWith(stats: object): Promise<string> {
  const { id: userId } = await buildStudent(services.db);
  await buildStreak(services.db, { userId });
  await buildStats(services.db, { userId, stats, version: 4 });
  return userId;
}

const added = (...achievements: Partial<Achievement>[]) => [
  ...ACHIEVEMENTS,
  ...achievements.map((one, index) => ({
    ...{ key: `added-${index}`, title: 'T', description: 'D', counter: 'reviewsDone' as const, goal: 5 },
    ...one,
  })),
];
const backfill = (achievements = ACHIEVEMENTS) =>
  backfillAchievements(services, { achievements, report: () => {} }, NEVER);
const earnedBy = (userId: string) => services.db('user_achievements').where({ userId }).orderBy('key').pluck('key');
const noticesOf = (userId: string) => services.db('notices').where({ userId });

describe('achievements that were added', () => {
  test('are given to those who have reached them, with one notice and no XP', async () => {
    const userId = await studentWith({ questionsAnswered: 25, reviewsDone: 5 });
    for (const key of ['first-answer', 'curious', 'first-review']) await buildAchievement(services.db, { userId, key });
    const other = await studentWith({ reviewsDone: 4 });
    await buildAchievement(services.db, { userId: other, key: 'first-review' });
    expect(await backfill(added({}, { goal: 4 }))).toEqual({ students: 2, achievements: 3 });
    expect(await earnedBy(userId)).toEqual(['added-0', 'added-1', 'curious', 'first-answer', 'first-review']);
    expect(await earnedBy(other)).toEqual(['added-1', 'first-review']);
    expect(await noticesOf(userId)).toEqual([
      expect.objectContaining({ kind: 'achievements-added', facts: { keys: ['added-0', 'added-1'] }, seenAt: null }),
    ]);
    expect(await services.db('user_stats').where({ userId }).first('version')).toEqual({ version: 5 });
    expect(await services.db('xp_logs')).toEqual([]);
  });

  test('are given once, and a later one gets a notice of its own', async () => {
    const userId = await studentWith({ questionsAnswered: 1, reviewsDone: 5 });
    await backfill();
    expect(await backfill()).toEqual({ students: 0, achievements: 0 });
    await backfill(added({}));
    expect((await noticesOf(userId)).map(({ facts }) => facts.keys)).toEqual(
      expect.arrayContaining([['added-0'], expect.arrayContaining(['first-answer', 'first-review'])]),
    );
  });

  test('are given once by two passes at once, to a thousand students', async () => {
    const { id: userId } = await buildStudent(services.db);
    await buildStreak(services.db, { userId });
    await services.db.raw(`INSERT INTO users (id, email, role, status)
      SELECT gen_random_uuid(), 'n' || n || '@example.org', 'student', 'active' FROM generate_series(1, 1000) AS n`);
    await services.db.raw(`INSERT INTO streaks (id, status, workflow_id, finished_at)
      SELECT id, 'ended', 'streak:' || id || ':0', now() FROM users ON CONFLICT DO NOTHING`);
    await services.db.raw(`INSERT INTO user_stats (user_id, stats) SELECT id, '{"reviewsDone": 1}' FROM users`);
    const [one, other] = await Promise.all([backfill(), backfill()]);
    expect(one.students + other.students).toBe(1_001);
    expect(await services.db('notices')).toHaveLength(1_001);
  });

  test('wait while the game of a student is written, and for students who are not active', async () => {
    const busy = await studentWith({ reviewsDone: 1 });
    const suspended = await studentWith({ reviewsDone: 1 });
    await services.db('users').where({ id: suspended }).update({ status: 'suspended' });
    await services.db.transaction(async (trx) => {
      await trx('streaks').where({ id: busy }).forNoKeyUpdate().first();
      expect(await backfill()).toEqual({ students: 0, achievements: 0 });
    });
    expect(await backfill()).toEqual({ students: 1, achievements: 1 });
    expect(await earnedBy(suspended)).toEqual([]);
  });
});
