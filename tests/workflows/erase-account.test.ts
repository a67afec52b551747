import { describe, expect, test } from '@jest/globals';
import type { ErasureActivities } from '../../activities/erasures.js';
import type { eraseAccount } from '../../workflows/erase-account/workflow.js';
import { eventually } from '../support/eventually.js';
import { type Flow, failure, minutesOf, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const DAY_MS = 86_400_000;
const REMOVAL = ['removeRuns', 'removeFiles'];
const EVERYTHING = [...REMOVAL, 'removeRows first', ...REMOVAL, 'removeRows last', 'finishErasure'];

const now = async () => await timeSkipping.environment.currentTimeMs();
const inDays = async (days: number) => new Date((await now()) + days * DAY_MS).toISOString();

/** Steps that do nothing but tell that they ran; the time of grace ends when `until` says. */
function tellingSteps(until: string | null, calls: string[], steps: Partial<ErasureActivities> = {}) {
  const tell = (name: string) => async (): Promise<void> => {
    calls.push(name);
  };
  const all: ErasureActivities = {
    claimErasure: async () => {
      calls.push('claimErasure');
      return { until, secondPassMinutes: 75 };
    },
    beginErasure: async () => {
      calls.push('beginErasure');
      return { until: null };
    },
    removeRuns: tell('removeRuns'),
    removeFiles: tell('removeFiles'),
    removeRows: async ({ pass }) => void calls.push(`removeRows ${pass}`),
    finishErasure: async () => {
      calls.push('finishErasure');
      return 'done';
    },
    ...steps,
  };
  return all;
}

const newErasure = (): Flow<typeof eraseAccount> => {
  const input = { id: crypto.randomUUID(), runNo: 1, userId: null };
  return { type: 'eraseAccount', workflowId: `erase:${input.id}:1`, input };
};

async function erase(until: string | null, steps: Partial<ErasureActivities> = {}) {
  const calls: string[] = [];
  return { calls, ...(await timeSkipping.run(newErasure(), tellingSteps(until, calls, steps))) };
}

describe('eraseAccount', () => {
  test('waits seven days, removes everything twice with a pause between, and leaves the receipt', async () => {
    const { outcome, calls, minutes } = await erase(await inDays(7));
    expect(outcome).toBe('done');
    expect(calls).toEqual(['claimErasure', 'beginErasure', ...EVERYTHING]);
    // The seven days are counted from just before the start.
    expect(minutes).toBeGreaterThan(7 * 1440 + 74);
    expect(minutes).toBeLessThan(7 * 1440 + 85);
  });

  test('goes on waiting when it is told that it is too early', async () => {
    let told = 0;
    const later = await inDays(9);
    const { calls, minutes } = await erase(await inDays(7), {
      beginErasure: async () => ({ until: told++ === 0 ? later : null }),
    });
    expect(told).toBe(2);
    expect(calls).toEqual(['claimErasure', ...EVERYTHING]);
    expect(minutes).toBeGreaterThanOrEqual(9 * 1440);
  });

  test('called off, it removes nothing: the end of grace finds the row another', async () => {
    const { outcome, calls } = await erase(await inDays(7), {
      beginErasure: async () => {
        throw failure('Superseded');
      },
    });
    expect([outcome, calls]).toEqual(['superseded', ['claimErasure']]);
  });

  test('called off, it ends in the middle of the wait', async () => {
    const calls: string[] = [];
    const until = await inDays(7);
    await timeSkipping.withSteps(tellingSteps(until, calls), async (start) => {
      const run = await start(newErasure());
      await eventually(async () =>
        (await run.fetchHistory()).events?.some((event) => event.timerStartedEventAttributes),
      );
      await run.cancel();
      expect(await run.result()).toBe('cancelled');
      expect(await minutesOf(run)).toBeLessThan(1440);
    });
    expect(calls).toEqual(['claimErasure']);
  });

  test('begun before, it never waits again and cannot be called off', async () => {
    const { outcome, calls, minutes } = await erase(null);
    expect(outcome).toBe('done');
    expect(calls).toEqual(['claimErasure', ...EVERYTHING]);
    expect(minutes).toBeLessThan(85);
  });

  test.each(['removeRuns', 'removeFiles', 'removeRows', 'finishErasure'] as const)(
    'an outage in %s costs nothing but time',
    async (step) => {
      let tries = 0;
      const { outcome, minutes } = await erase(null, {
        [step]: async () => {
          if (++tries <= 8) throw failure('Unexpected');
          return 'done';
        },
      });
      expect(outcome).toBe('done');
      expect(tries).toBeGreaterThan(8);
      expect(minutes).toBeGreaterThan(75);
    },
  );
});
