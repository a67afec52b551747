import { describe, expect, test } from '@jest/globals';
import type { GameActivities } from '../../activities/game.js';
import type { Run } from '../../domain/runs/flows.js';
import type { keepStreak } from '../../workflows/keep-streak/workflow.js';
import { eventually } from '../support/eventually.js';
import { type Flow, failedWith, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const HOUR_MS = 3_600_000;

const newStreak = (): Flow<typeof keepStreak> => {
  const id = crypto.randomUUID();
  return { type: 'keepStreak', workflowId: `streak:${id}:1`, input: { id, userId: id, runNo: 1 } };
};

const serverTime = () => timeSkipping.environment.currentTimeMs();

const eventsOf = async (workflowId: string, runId: string) =>
  (await timeSkipping.environment.client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];

/** Steps whose row is to be looked at `hours` later each time, until it has been looked at so often. */
function hourly(times: number, hours = 1) {
  const looks: number[] = [];
  const wakeStreak = async (_run: Run) => {
    const now = await serverTime();
    looks.push(now);
    return looks.length < times ? new Date(now + hours * HOUR_MS).toISOString() : null;
  };
  return { looks, steps: { wakeStreak } satisfies Pick<GameActivities, 'wakeStreak'> };
}

describe('keepStreak', () => {
  test('looks at once, at every deadline, and no more once there is none', async () => {
    const { looks, steps } = hourly(4, 20);
    const { outcome, minutes } = await timeSkipping.run(newStreak(), steps);
    expect(outcome).toBe('ended');
    expect(looks).toHaveLength(4);
    expect(minutes).toBeGreaterThanOrEqual(3 * 20 * 60);
    expect(minutes).toBeLessThan(3 * 20 * 60 + 5);
  });

  test('continues as new after thirty looks, so that its history stays short', async () => {
    const { looks, steps } = hourly(65);
    await timeSkipping.withSteps(steps, async (start) => {
      const flow = newStreak();
      const run = await start(flow);
      expect(await run.result()).toBe('ended');
      const executions: number[] = [];
      let runId: string | undefined = run.firstExecutionRunId;
      while (runId) {
        const events = await eventsOf(flow.workflowId, runId);
        executions.push(events.filter((event) => event.activityTaskScheduledEventAttributes).length);
        runId = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
      }
      expect(executions).toEqual([30, 30, 5]);
    });
    expect(looks).toHaveLength(65);
  });

  test('sleeps for some seconds at least, so that a deadline of another clock does not make it spin', async () => {
    let looks = 0;
    const { minutes } = await timeSkipping.run(newStreak(), {
      wakeStreak: async () => (++looks < 13 ? new Date(0).toISOString() : null),
    });
    expect(minutes).toBeGreaterThanOrEqual(1);
  });

  test('superseded, it ends without a word', async () => {
    const { outcome } = await timeSkipping.run(newStreak(), {
      wakeStreak: async () => {
        throw failure('Superseded');
      },
    });
    expect(outcome).toBe('superseded');
  });

  test('cancelled while it sleeps, it ends and does not look again', async () => {
    const { looks, steps } = hourly(1_000, 24);
    await timeSkipping.withSteps(steps, async (start) => {
      const run = await start(newStreak());
      await eventually(async () => looks.length === 1);
      await run.cancel();
      expect(await run.result()).toBe('cancelled');
    });
    expect(looks).toHaveLength(1);
  });

  test('goes on after hours without a database', async () => {
    let tries = 0;
    const { outcome } = await timeSkipping.run(newStreak(), {
      wakeStreak: async () => {
        if (++tries < 200) throw failure('Unexpected');
        return null;
      },
    });
    expect([outcome, tries]).toEqual(['ended', 200]);
  });

  test('fails after a day without one, and its row is then for the reconciler', async () => {
    const { outcome } = await timeSkipping.run(newStreak(), {
      wakeStreak: async () => {
        throw failure('Unexpected');
      },
    });
    expect(failedWith(outcome)).toMatchObject({ type: 'Unexpected' });
  });
});
