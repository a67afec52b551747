import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { retireQuestions } from '../../workflows/retire-questions/workflow.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const flow = (): Flow<typeof retireQuestions> => ({
  type: 'retireQuestions',
  workflowId: `retireQuestions:${randomUUID()}`,
  input: undefined,
});

test('judges, solves and corrects in this order, and tries a step again', async () => {
  const done: string[] = [];
  const judged = { judged: 4, flagged: 1, retired: 1, failed: 0 };
  const solved = { solved: 2, retired: 1, left: 1 };
  const corrected = { questions: 2, scores: 5, xp: 20, cards: 3, failed: 0 };
  const step =
    <T>(name: string, result: T) =>
    async () => {
      done.push(name);
      if (done.filter((one) => one === name).length === 1) throw failure('EngineUnavailable');
      return result;
    };
  const { outcome } = await timeSkipping.run(flow(), {
    judgeQuestions: step('judge', judged),
    solveReported: step('solve', solved),
    correctRetired: step('correct', corrected),
  });
  expect(outcome).toEqual({ judged, solved, corrected });
  expect(done).toEqual(['judge', 'judge', 'solve', 'solve', 'correct', 'correct']);
});
