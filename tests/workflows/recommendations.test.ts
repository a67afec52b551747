import { beforeEach, describe, expect, test } from '@jest/globals';
import { dayAt } from '../../domain/game/study-calendar.js';
import { listDueShards } from '../../services/recommendations/list-due-shards.js';
import { makeShard } from '../../services/recommendations/make-shard.js';
import type { ShardInput, ShardProgress } from '../../workflows/recommendations-run/messages.js';
import type { recommendationsRun } from '../../workflows/recommendations-run/workflow.js';
import type { recommendationsTick } from '../../workflows/recommendations-tick/workflow.js';
import { eventually } from '../support/eventually.js';
import { buildRecommendationShard, buildStats, buildStudent } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';
import { type Flow, failure, newPrefix, type Start, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();
const services = useTestServices();

beforeEach(async () => {
  for (const table of ['recommendation_shards', 'recommendations', 'user_stats']) await services.db(table).delete();
});

const HOUR_MS = 3_600_000;
const SHARD = { day: '2026-03-02', shard: 4 };

const newTick = (prefix: string): Flow<typeof recommendationsTick> => ({
  type: 'recommendationsTick',
  workflowId: `tick:${crypto.randomUUID()}`,
  input: { prefix },
});
const newRun = (): Flow<typeof recommendationsRun> => ({
  type: 'recommendationsRun',
  workflowId: `run:${crypto.randomUUID()}`,
  input: SHARD,
});

/** The flows wait for nothing, so that the time of services is all there is. */
let now = new Date('2026-03-02T12:20:00Z');
const sleep = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR_MS);
};
const deps = () => ({ ...services, clock: () => now });

/** The services themselves. */
const STEPS = {
  listRecommendationShards: () => listDueShards(deps()),
  makeRecommendations: (shard: ShardInput) =>
    makeShard(deps(), { ...shard, report: () => {} }, new AbortController().signal),
};

const resultOf = (prefix: string, { day, shard }: ShardInput): Promise<ShardProgress> =>
  timeSkipping.environment.client.workflow.getHandle(`${prefix}recommendations:${day}:${shard}`).result();

/** Runs a tick, and what it starts. */
async function tick(start: Start, prefix: string): Promise<number> {
  const due = await STEPS.listRecommendationShards();
  const { started } = await (await start(newTick(prefix))).result();
  // One after the other: each wait lets the server's clock run, and two at once would let it run too far.
  for (const shard of due) await resultOf(prefix, shard);
  return started;
}

/** Every student's day of which something is made, and the day that they have. */
async function days() {
  const rows = await services
    .db('recommendations as r')
    .join('user_profiles as p', 'p.userId', 'r.userId')
    .select('r.studyDay', 'p.timeZone');
  return rows.map(({ studyDay, timeZone }) => ({
    made: studyDay,
    now: dayAt([{ from: new Date(0), timeZone, dayStartsAt: 4 }], now),
  }));
}

describe('the recommendations of every day', () => {
  test('are there for students all over the world, also after days in which nothing ran', async () => {
    const zones = ['Pacific/Kiritimati', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'Pacific/Pago_Pago'];
    for (const timeZone of zones) {
      const { id: userId } = await buildStudent(services.db);
      await services.db('user_profiles').where({ userId }).update({ timeZone });
      await buildStats(services.db, { userId, stats: { lastActiveDay: '2026-03-01' } });
    }
    const prefix = newPrefix();
    await timeSkipping.withSteps(
      STEPS,
      async (start) => {
        expect(await tick(start, prefix)).toBe(24);
        const first = await days();
        expect(first).toHaveLength(zones.length);
        for (const { made, now } of first) expect(made).toBe(now);

        // Ticks that come by their schedule have one shard each.
        sleep(1);
        expect(await tick(start, prefix)).toBe(1);
        expect(await tick(start, prefix)).toBe(0);

        sleep(75);
        expect(await tick(start, prefix)).toBe(24);
        for (const { made, now } of await days()) expect(made).toBe(now);
      },
      prefix,
    );
    expect(await services.db('recommendation_shards').whereNull('finishedAt')).toEqual([]);
  });
});

describe('recommendationsTick', () => {
  test('leaves a run alone that goes on, and starts one anew that ended without finishing', async () => {
    const prefix = newPrefix();
    let end = (_error: Error): void => {};
    let calls = 0;
    const steps = {
      listRecommendationShards: async () => [SHARD],
      makeRecommendations: () => {
        calls++;
        return calls > 1
          ? Promise.resolve({ students: 0, isDone: true })
          : new Promise<ShardProgress>((_resolve, reject) => {
              end = reject;
            });
      },
    };
    await timeSkipping.withSteps(
      steps,
      async (start) => {
        expect(await (await start(newTick(prefix))).result()).toEqual({ started: 1 });
        await eventually(async () => calls === 1);
        expect(await (await start(newTick(prefix))).result()).toEqual({ started: 0 });
        end(failure('Corrupt'));
        await expect(resultOf(prefix, SHARD)).rejects.toThrow();
        expect(await (await start(newTick(prefix))).result()).toEqual({ started: 1 });
        expect(await resultOf(prefix, SHARD)).toEqual({ students: 0, isDone: true });
      },
      prefix,
    );
  });
});

describe('recommendationsRun', () => {
  test('goes on from its row after a step that was lost, and says how far it is', async () => {
    const students = 3;
    const ids: string[] = [];
    for (let count = 0; count < students; count++) {
      const { id: userId } = await buildStudent(services.db);
      await services.db('user_profiles').where({ userId }).update({ timeZone: 'Asia/Kathmandu' });
      await buildStats(services.db, { userId, stats: { lastActiveDay: SHARD.day } });
      ids.push(userId);
    }
    const shard = { day: SHARD.day, shard: 22 };
    let calls = 0;
    const steps = {
      makeRecommendations: async (input: ShardInput) => {
        calls++;
        // The first worker dies once it has reached a student.
        if (calls === 1) {
          await buildRecommendationShard(services.db, { ...shard, after: ids.toSorted()[0], students: 1 });
          throw failure('Unexpected');
        }
        return STEPS.makeRecommendations(input);
      },
    };
    await timeSkipping.withSteps(steps, async (start) => {
      const run = await start({ ...newRun(), input: shard });
      expect(await run.result()).toEqual({ students, isDone: true });
      expect(await run.query('__temporal_workflow_metadata')).toMatchObject({
        currentDetails: 'Made recommendations of 2026-03-02, hour 22: 3 students so far.',
      });
    });
    expect(calls).toBe(2);
  });

  test('continues as new after fifty calls, so that its history stays short', async () => {
    let calls = 0;
    const makeRecommendations = async () => ({ students: ++calls, isDone: calls === 120 });
    const { outcome } = await timeSkipping.run(newRun(), { makeRecommendations });
    expect(outcome).toEqual({ students: 120, isDone: true });
  });
});
