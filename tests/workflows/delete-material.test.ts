import { expect, test } from '@jest/globals';
import type { MaterialDeletionActivities } from '../../activities/material-deletions.js';
import type { deleteMaterial } from '../../workflows/delete-material/workflow.js';
import { type Flow, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

/** Runs the flow; gives each step with the minute in which it was done. */
async function remove(failures: number) {
  const done: [string, number][] = [];
  const begin = await timeSkipping.environment.currentTimeMs();
  const tell = async (step: string) => {
    done.push([step, Math.floor(((await timeSkipping.environment.currentTimeMs()) - begin) / 60_000)]);
  };
  let failuresLeft = failures;
  const steps: MaterialDeletionActivities = {
    deleteMaterialObjects: async () => {
      failuresLeft -= 1;
      if (failuresLeft >= 0) throw new Error('storage is away');
      await tell('object');
    },
    deleteMaterialRows: () => tell('rows'),
  };
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 2 };
  const workflowId = `delete-material:${input.id}:2`;
  const flow: Flow<typeof deleteMaterial> = { type: 'deleteMaterial', workflowId, input };
  const { outcome } = await timeSkipping.run(flow, steps);
  return { outcome, done };
}

test('bytes go before rows, and once more when no late writer can be left', async () => {
  const { outcome, done } = await remove(0);
  expect(outcome).toBe('deleted');
  expect(done).toEqual([
    ['object', 0],
    ['rows', 0],
    ['object', 25],
  ]);
});

test('an outage of storage for hours delays it, and no row goes before its bytes', async () => {
  const { outcome, done } = await remove(120);
  expect(outcome).toBe('deleted');
  expect(done.map(([step]) => step)).toEqual(['object', 'rows', 'object']);
  expect(done[0]?.[1]).toBeGreaterThan(60);
});
