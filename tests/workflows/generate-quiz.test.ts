import { expect, test } from '@jest/globals';
import type { QuizActivities } from '../../activities/quizzes.js';
import type { RunActivities } from '../../activities/runs.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import type { generateQuiz } from '../../workflows/generate-quiz/workflow.js';
import { type Flow, failedWith, failure, untilRetried, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

type Steps = RunActivities & Omit<QuizActivities, 'wakeQuizAttempt'>;

/** Steps of a quiz that needs drafts, and has enough after the first round, unless a test says otherwise. */
function recording(steps: Partial<Steps> = {}) {
  const calls: unknown[] = [];
  const played: Steps = {
    claimRun: async () => {},
    pickQuizQuestions: async () => 'drafting',
    draftQuestions: async () => {},
    checkQuestions: async () => 'enough',
    storeQuiz: async () => 'ready',
    endRun: async () => {},
    ...steps,
  };
  const noted =
    <Input, R>(name: (input: Input) => unknown, step: (input: Input) => Promise<R>) =>
    (input: Input): Promise<R> => {
      calls.push(name(input));
      return step(input);
    };
  const all: Steps = {
    claimRun: noted(() => 'claim', played.claimRun),
    pickQuizQuestions: noted(() => 'pick', played.pickQuizQuestions),
    draftQuestions: noted(({ round }) => `draft ${round}`, played.draftQuestions),
    checkQuestions: noted(() => 'check', played.checkQuestions),
    storeQuiz: noted(() => 'store', played.storeQuiz),
    endRun: noted(({ end }) => end, played.endRun),
  };
  return { calls, all };
}

const newQuiz = (): Flow<typeof generateQuiz> => {
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 1 };
  return { type: 'generateQuiz', workflowId: workflowIdOf('generateQuiz', input), input };
};

/** Runs the flow; tells what its steps were asked beside its outcome. */
async function run(steps: Partial<Steps> = {}) {
  const { calls, all } = recording(steps);
  return { calls, ...(await timeSkipping.run(newQuiz(), all)) };
}

const failing = (type: Parameters<typeof failure>[0]) => async () => {
  throw failure(type);
};

test('a quiz of written questions is ready once these are picked', async () => {
  const { outcome, calls } = await run({ pickQuizQuestions: async () => 'ready' });
  expect([outcome, calls]).toEqual(['ready', ['claim', 'pick']]);
});

test('one with too few questions fails at once, with the reason', async () => {
  const { outcome, calls } = await run({ pickQuizQuestions: failing('TooFewQuestions') });
  expect(failedWith(outcome)?.type).toBe('TooFewQuestions');
  expect(calls).toEqual(['claim', 'pick', { status: 'failed', failure: 'TooFewQuestions' }]);
});

test('drafts, checks and stores, in this order', async () => {
  const { outcome, calls } = await run();
  expect([outcome, calls]).toEqual(['ready', ['claim', 'pick', 'draft 1', 'check', 'store']]);
});

test('drafts again for what was refused, twice at most', async () => {
  const { outcome, calls } = await run({ checkQuestions: async () => 'more' });
  const rounds = [1, 2, 3].flatMap((round) => [`draft ${round}`, 'check']);
  expect([outcome, calls]).toEqual(['ready', ['claim', 'pick', ...rounds, 'store']]);
});

test.each(['draftQuestions', 'checkQuestions'] as const)(
  'whose budget is spent at %s is of what there is, or else fails for that reason',
  async (step) => {
    const spent = { [step]: failing('AiBudgetExhausted') };
    expect(await run(spent)).toMatchObject({ outcome: 'ready' });
    const { outcome, calls } = await run({ ...spent, storeQuiz: failing('TooFewQuestions') });
    expect(failedWith(outcome)?.type).toBe('AiBudgetExhausted');
    expect(calls.at(-1)).toEqual({ status: 'failed', failure: 'AiBudgetExhausted' });
  },
);

test('goes on with what there is after half an hour in which no server answers', async () => {
  const { outcome, minutes } = await run({ draftQuestions: failing('AiUnavailable') });
  expect(outcome).toBe('ready');
  expect(minutes).toBeGreaterThan(25);
  expect(minutes).toBeLessThan(35);
});

test.each(['pickQuizQuestions', 'draftQuestions', 'checkQuestions', 'storeQuiz'] as const)(
  'superseded at %s, it writes no end',
  async (step) => {
    const { outcome, calls } = await run({ [step]: failing('Superseded') });
    expect([outcome, calls.filter((call) => typeof call === 'object')]).toEqual(['superseded', []]);
  },
);

test.each(['draftQuestions', 'checkQuestions'] as const)('cancelled at %s, it stores nothing', async (step) => {
  const { calls, all } = recording({
    [step]: async () => {
      throw failure('AiUnavailable');
    },
  });
  await timeSkipping.withSteps(all, async (start) => {
    const handle = await start(newQuiz());
    await untilRetried(handle);
    await handle.cancel();
    expect(await handle.result()).toBe('cancelled');
  });
  expect(calls.at(-1)).toEqual({ status: 'cancelled' });
  expect(calls).not.toContain('store');
});
