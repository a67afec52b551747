import { describe, expect, test } from '@jest/globals';
import type { MaterialActivities } from '../../activities/materials.js';
import type { RunActivities } from '../../activities/runs.js';
import { FAILURES } from '../../domain/runs/failures.js';
import type { ingestMaterial } from '../../workflows/ingest-material/workflow.js';
import { type Flow, failedWith, failure, untilRetried, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

type Steps = MaterialActivities & RunActivities;

/** Steps that succeed and write down what they were asked. */
function recording(steps: Partial<Steps> = {}) {
  const calls: unknown[] = [];
  const all: Steps = {
    claimRun: async () => void calls.push('claim'),
    probeMaterial: async () => ({ pageCount: 25 }),
    readPages: async ({ from, to }) => void calls.push([from, to]),
    chunkMaterial: async () => ({ chunkCount: 3 }),
    embedChunks: async () => {
      calls.push('embed');
      return { isDone: true };
    },
    finishMaterial: async () => 'ready',
    endRun: async ({ end }) => void calls.push(end),
    ...steps,
  };
  return { calls, all };
}

const newIngestion = (): Flow<typeof ingestMaterial> => {
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 1 };
  return { type: 'ingestMaterial', workflowId: `ingest:${input.id}:1`, input };
};

async function ingest(steps: Partial<Steps> = {}) {
  const { calls, all } = recording(steps);
  const { outcome } = await timeSkipping.run(newIngestion(), all);
  return { outcome, calls };
}

/** Events of each history of a run that ends well. */
async function lengthsOf({ workflowId, firstExecutionRunId }: { workflowId: string; firstExecutionRunId: string }) {
  const { client } = timeSkipping.environment;
  const chain = client.workflow.getHandle(workflowId);
  expect(await chain.result()).toBe('ready');
  const lengths: number[] = [];
  let runId: string | undefined = firstExecutionRunId;
  while (runId) {
    const history: Awaited<ReturnType<typeof chain.fetchHistory>> = await client.workflow
      .getHandle(workflowId, runId)
      .fetchHistory();
    lengths.push(history.events?.length ?? 0);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return lengths;
}

describe('ingestMaterial', () => {
  test('reads every page in ranges, then embeds and finishes', async () => {
    const { outcome, calls } = await ingest();
    expect(outcome).toBe('ready');
    expect(calls.filter((call) => call !== 'embed')).toEqual(['claim', [1, 10], [11, 20], [21, 25]]);
    expect(calls.at(-1)).toBe('embed');
  });

  test('cuts and embeds pages while others are read', async () => {
    let tell = () => {};
    const isEmbedded = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const { outcome } = await ingest({
      readPages: async ({ from }) => {
        if (from > 10) await isEmbedded;
      },
      embedChunks: async () => {
        tell();
        return { isDone: true };
      },
    });
    expect(outcome).toBe('ready');
  });

  test('embeds in turns until no vector is missing, in histories of fewer than 2,000 events', async () => {
    let turns = 0;
    const { all } = recording({ embedChunks: async () => ({ isDone: ++turns >= 400 }) });
    let lengths: number[] = [];
    await timeSkipping.withSteps(all, async (start) => {
      lengths = await lengthsOf(await start(newIngestion()));
    });
    expect(turns).toBe(400);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThan(2_000);
  });

  test('reads on where no vector can be had, and fails at the end', async () => {
    const { outcome, calls } = await ingest({
      embedChunks: async () => {
        throw failure('AiBudgetExhausted');
      },
    });
    expect(failedWith(outcome)).toMatchObject({ type: 'AiBudgetExhausted' });
    const ranges = [1, 11, 21].map((from) => [from, Math.min(from + 9, 25)]);
    expect(calls).toEqual(['claim', ...ranges, { status: 'failed', failure: 'AiBudgetExhausted' }]);
  });

  test('of 10,000 pages it reads each once, in histories of fewer than 2,000 events', async () => {
    const { calls, all } = recording({ probeMaterial: async () => ({ pageCount: 10_000 }) });
    const lengths: number[] = [];
    await timeSkipping.withSteps(all, async (start) => {
      lengths.push(...(await lengthsOf(await start(newIngestion()))));
    });
    const read = calls.filter((call) => Array.isArray(call)) as [number, number][];
    expect(read).toEqual(Array.from({ length: 1_000 }, (_, index) => [index * 10 + 1, index * 10 + 10]));
    expect(calls.filter((call) => call === 'claim')).toHaveLength(1);
    expect(Math.max(...lengths)).toBeLessThan(2_000);
  });

  test('tells its phase and pages when asked', async () => {
    const { all } = recording();
    await timeSkipping.withSteps(all, async (start) => {
      const handle = await start(newIngestion());
      await handle.result();
      expect(await handle.query('progress')).toEqual({ phase: 'done', pagesRead: 25, pageCount: 25 });
    });
  });

  test.each(['Encrypted', 'Corrupt', 'TooManyPages', 'StorageMissing'] as const)('%s ends it at once', async (type) => {
    const { outcome, calls } = await ingest({
      probeMaterial: async () => {
        throw failure(type);
      },
    });
    expect(failedWith(outcome)).toMatchObject({ type, message: FAILURES[type].sentence });
    expect(calls).toEqual(['claim', { status: 'failed', failure: type }]);
  });

  test('a step that fails for a while is tried again', async () => {
    let tries = 0;
    const { outcome } = await ingest({
      embedChunks: async () => {
        if (++tries < 5) throw failure('AiUnavailable');
        return { isDone: true };
      },
    });
    expect(outcome).toBe('ready');
    expect(tries).toBeGreaterThanOrEqual(5);
  });

  test('a document that kills its reader each time ends after twenty tries', async () => {
    let tries = 0;
    const { calls } = await ingest({
      readPages: async () => {
        tries++;
        throw failure('Unexpected');
      },
    });
    expect(tries).toBe(20);
    expect(calls).toEqual(['claim', { status: 'failed', failure: 'Unexpected' }]);
  });

  test('cancelled in the UI, it still writes its end', async () => {
    const { calls, all } = recording({
      chunkMaterial: async () => {
        throw failure('Unexpected');
      },
    });
    await timeSkipping.withSteps(all, async (start) => {
      const handle = await start(newIngestion());
      await untilRetried(handle);
      await handle.cancel();
      expect(await handle.result()).toBe('cancelled');
    });
    expect(calls.at(-1)).toEqual({ status: 'cancelled' });
  });

  test('superseded in the middle, it stops and writes nothing', async () => {
    const { outcome, calls } = await ingest({
      readPages: async ({ from }) => {
        if (from > 10) throw failure('Superseded');
      },
    });
    expect(outcome).toBe('superseded');
    expect(calls.filter((call) => call !== 'embed')).toEqual(['claim']);
  });
});
