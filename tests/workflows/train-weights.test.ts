import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { trainWeights } from '../../workflows/train-weights/workflow.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const flow = (): Flow<typeof trainWeights> => ({
  type: 'trainWeights',
  workflowId: `trainWeights:${randomUUID()}`,
  input: undefined,
});

/** A step that has so many students, one at a time, of whom every second gets weights of their own. */
function stepOf(students: number) {
  const asked: (string | null)[] = [];
  const trainWeightsStep = async ({ after }: { after: string | null }) => {
    asked.push(after);
    const at = Number(after ?? 0) + 1;
    return { personal: at % 2, usual: 1 - (at % 2), failed: 0, next: at < students ? String(at) : null };
  };
  return { asked, steps: { trainWeights: trainWeightsStep } };
}

test('goes from student to student, over as many executions as it takes, and counts all', async () => {
  const { asked, steps } = stepOf(230);
  const { outcome } = await timeSkipping.run(flow(), steps);
  expect(outcome).toEqual({ personal: 115, usual: 115, failed: 0, next: null });
  expect(asked).toEqual([null, ...Array.from({ length: 229 }, (_, at) => String(at + 1))]);
});

test('tries a step again from where it began', async () => {
  const { steps } = stepOf(3);
  let tries = 0;
  const trainOnce = async (input: { after: string | null }) => {
    if (input.after === '1' && ++tries < 3) throw failure('Unexpected');
    return steps.trainWeights(input);
  };
  const { outcome } = await timeSkipping.run(flow(), { trainWeights: trainOnce });
  expect(outcome).toEqual({ personal: 2, usual: 1, failed: 0, next: null });
});
