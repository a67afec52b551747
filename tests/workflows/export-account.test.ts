import { describe, expect, test } from '@jest/globals';
import type { ExportActivities } from '../../activities/exports.js';
import type { RunActivities } from '../../activities/runs.js';
import type { exportAccount } from '../../workflows/export-account/workflow.js';
import { type Flow, failedWith, failure, untilRetried, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

type Steps = ExportActivities & Pick<RunActivities, 'claimRun'>;

/** Steps that succeed and write down what they were asked. */
function recording(steps: Partial<Steps> = {}) {
  const calls: unknown[] = [];
  const all: Steps = {
    claimRun: async ({ runNo }) => void calls.push(['claim', runNo]),
    writeExport: async () => ({ writeNo: 2, bytes: 7 }),
    finishExport: async ({ writeNo, bytes }) => {
      calls.push(['finish', writeNo, bytes]);
      return 'ready';
    },
    endExport: async ({ end }) => void calls.push(end),
    ...steps,
  };
  return { calls, all };
}

const newExport = (): Flow<typeof exportAccount> => {
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 1 };
  return { type: 'exportAccount', workflowId: `export:${input.id}:1`, input };
};

async function run(steps: Partial<Steps> = {}) {
  const { calls, all } = recording(steps);
  const { outcome } = await timeSkipping.run(newExport(), all);
  return { outcome, calls };
}

describe('exportAccount', () => {
  test('claims, writes and finishes what the last try wrote', async () => {
    const { outcome, calls } = await run();
    expect(outcome).toBe('ready');
    expect(calls).toEqual([
      ['claim', 1],
      ['finish', 2, 7],
    ]);
  });

  test('tries again while a store is away', async () => {
    let tries = 0;
    const { outcome } = await run({
      writeExport: async () => {
        if (++tries < 6) throw failure('Unexpected');
        return { writeNo: tries, bytes: 1 };
      },
    });
    expect([outcome, tries]).toEqual(['ready', 6]);
  });

  test('gives up after twenty tries, and the row says so', async () => {
    let tries = 0;
    const { outcome, calls } = await run({
      writeExport: async () => {
        tries++;
        throw failure('Unexpected');
      },
    });
    expect(failedWith(outcome)).toMatchObject({ type: 'Unexpected' });
    expect(tries).toBe(20);
    expect(calls).toEqual([['claim', 1], { status: 'failed', failure: 'Unexpected' }]);
  });

  test.each(['claimRun', 'writeExport', 'finishExport'] as const)(
    'superseded at %s, it writes no end',
    async (step) => {
      const { outcome, calls } = await run({
        [step]: async () => {
          throw failure('Superseded');
        },
      });
      expect(outcome).toBe('superseded');
      expect(calls.filter((call) => !Array.isArray(call))).toEqual([]);
    },
  );

  test('cancelled while it writes, it still writes its end', async () => {
    const { calls, all } = recording({
      writeExport: async () => {
        throw failure('Unexpected');
      },
    });
    await timeSkipping.withSteps(all, async (start) => {
      const handle = await start(newExport());
      await untilRetried(handle);
      await handle.cancel();
      expect(await handle.result()).toBe('cancelled');
    });
    expect(calls.at(-1)).toEqual({ status: 'cancelled' });
  });
});
