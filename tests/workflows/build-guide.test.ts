import { describe, expect, test } from '@jest/globals';
import type { GuideActivities } from '../../activities/guides.js';
import type { RunActivities } from '../../activities/runs.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import type { buildGuide } from '../../workflows/build-guide/workflow.js';
import { type Flow, failedWith, failure, untilRetried, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

type Steps = GuideActivities & RunActivities;

/** Steps that succeed and write down what they were asked. */
function recording(steps: Partial<Steps> = {}) {
  const calls: unknown[] = [];
  const all: Steps = {
    claimRun: async () => void calls.push('claim'),
    draftGuide: async () => void calls.push('draft'),
    writeGuide: async () => void calls.push('write'),
    storeGuide: async () => {
      calls.push('store');
      return 'ready';
    },
    endRun: async ({ end }) => void calls.push(end),
    ...steps,
  };
  return { calls, all };
}

const newGuide = (): Flow<typeof buildGuide> => {
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 1 };
  return { type: 'buildGuide', workflowId: workflowIdOf('buildGuide', input), input };
};

async function run(steps: Partial<Steps> = {}) {
  const { calls, all } = recording(steps);
  return { calls, ...(await timeSkipping.run(newGuide(), all)) };
}

const failing = (type: Parameters<typeof failure>[0]) => async () => {
  throw failure(type);
};

describe('buildGuide', () => {
  test('drafts, has the summary written and stores, in this order', async () => {
    const { outcome, calls } = await run();
    expect(outcome).toBe('ready');
    expect(calls).toEqual(['claim', 'draft', 'write', 'store']);
  });

  test('goes on without the written summary after an hour in which no server writes it', async () => {
    const { outcome, calls, minutes } = await run({ writeGuide: failing('AiUnavailable') });
    expect(outcome).toBe('ready');
    expect(calls).toEqual(['claim', 'draft', 'store']);
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThan(70);
  });

  test.each(['claimRun', 'draftGuide', 'writeGuide', 'storeGuide'] as const)(
    'superseded at %s, it writes no end',
    async (step) => {
      const { outcome, calls } = await run({ [step]: failing('Superseded') });
      expect(outcome).toBe('superseded');
      expect(calls.filter((call) => typeof call === 'object')).toEqual([]);
    },
  );

  test('that cannot be drafted fails, and the row says why', async () => {
    const { outcome, calls } = await run({ draftGuide: failing('Corrupt') });
    expect(failedWith(outcome)).toMatchObject({ type: 'Corrupt' });
    expect(calls).toEqual(['claim', { status: 'failed', failure: 'Corrupt' }]);
  });

  test.each(['draftGuide', 'writeGuide'] as const)('cancelled at %s, it writes its end', async (step) => {
    const { calls, all } = recording({
      [step]: async () => {
        throw failure('AiUnavailable');
      },
    });
    await timeSkipping.withSteps(all, async (start) => {
      const handle = await start(newGuide());
      await untilRetried(handle);
      await handle.cancel();
      expect(await handle.result()).toBe('cancelled');
    });
    expect(calls.at(-1)).toEqual({ status: 'cancelled' });
    expect(calls).not.toContain('store');
  });
});
