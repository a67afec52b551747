import { expect, test } from '@jest/globals';
import type { QuizActivities } from '../../activities/quizzes.js';
import type { RunActivities } from '../../activities/runs.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import type { generateQuiz } from '../../workflows/generate-quiz/workflow.js';
import { type Flow, failedWith, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

/** Runs the flow over a step that picks; tells what it was asked beside its outcome. */
async function run(pickQuizQuestions: QuizActivities['pickQuizQuestions']) {
  const calls: unknown[] = [];
  const steps: RunActivities & Pick<QuizActivities, 'pickQuizQuestions'> = {
    claimRun: async () => void calls.push('claim'),
    pickQuizQuestions: async (picked) => {
      calls.push('pick');
      return pickQuizQuestions(picked);
    },
    endRun: async ({ end }) => void calls.push(end),
  };
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 1 };
  const flow: Flow<typeof generateQuiz> = {
    type: 'generateQuiz',
    workflowId: workflowIdOf('generateQuiz', input),
    input,
  };
  return { calls, ...(await timeSkipping.run(flow, steps)) };
}

const failing = (type: Parameters<typeof failure>[0]) => async () => {
  throw failure(type);
};

test('a quiz gets its questions once it is claimed', async () => {
  const { outcome, calls } = await run(async () => 'ready');
  expect([outcome, calls]).toEqual(['ready', ['claim', 'pick']]);
});

test('one with too few questions fails at once, with the reason', async () => {
  const { outcome, calls } = await run(failing('TooFewQuestions'));
  expect(failedWith(outcome)?.type).toBe('TooFewQuestions');
  expect(calls).toEqual(['claim', 'pick', { status: 'failed', failure: 'TooFewQuestions' }]);
});

test('one that is superseded writes no end', async () => {
  const { outcome, calls } = await run(failing('Superseded'));
  expect([outcome, calls]).toEqual(['superseded', ['claim', 'pick']]);
});
