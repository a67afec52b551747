import { describe, expect, test } from '@jest/globals';
import type { QuestionActivities } from '../../activities/questions.js';
import type { RunActivities } from '../../activities/runs.js';
import { FAILURES } from '../../domain/runs/failures.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import type { answerQuestion } from '../../workflows/answer-question/workflow.js';
import { type Flow, failedWith, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

/** Runs the flow over these steps; tells its end, how its row ended, and how long it ran on the server's clock. */
async function solve(steps: Partial<QuestionActivities & RunActivities>) {
  const ends: unknown[] = [];
  const all: QuestionActivities & Pick<RunActivities, 'endRun'> = {
    claimQuestion: async () => ({ hasImage: false }),
    readQuestionImage: async () => {},
    retrievePassages: async () => ({ chunkIds: ['c1'] }),
    draftAnswer: async () => {},
    checkAnswer: async () => 'answered',
    endRun: async ({ end }) => void ends.push(end),
    ...steps,
  };
  const input = { id: crypto.randomUUID(), userId: crypto.randomUUID(), runNo: 1 };
  const flow: Flow<typeof answerQuestion> = {
    type: 'answerQuestion',
    workflowId: workflowIdOf('answerQuestion', input),
    input,
  };
  return { ends, ...(await timeSkipping.run(flow, all)) };
}

describe('answerQuestion', () => {
  test('claims, retrieves and answers, in this order, with the chunks found', async () => {
    const calls: unknown[] = [];
    const { outcome, ends } = await solve({
      claimQuestion: async (run) => {
        calls.push(['claim', run.runNo]);
        return { hasImage: true };
      },
      readQuestionImage: async () => void calls.push('read the image'),
      retrievePassages: async () => {
        calls.push('retrieve');
        return { chunkIds: ['a', 'b'] };
      },
      draftAnswer: async ({ chunkIds }) => void calls.push(['draft', chunkIds]),
      checkAnswer: async () => {
        calls.push('check');
        return 'abstained';
      },
    });
    expect(outcome).toBe('abstained');
    expect(calls).toEqual([['claim', 1], 'read the image', 'retrieve', ['draft', ['a', 'b']], 'check']);
    expect(ends).toEqual([]);
  });

  test('an AI server that is away for some minutes costs nothing but time', async () => {
    let calls = 0;
    const { outcome, minutes } = await solve({
      draftAnswer: async () => {
        if (++calls <= 8) throw failure('AiUnavailable');
      },
    });
    expect(outcome).toBe('answered');
    expect(minutes).toBeGreaterThan(2);
  });

  test('one that stays away fails the question after 15 minutes in all, and the row says why', async () => {
    let calls = 0;
    const { outcome, ends, minutes } = await solve({
      draftAnswer: async () => {
        if (++calls <= 8) throw failure('AiUnavailable');
      },
      checkAnswer: async () => {
        throw failure('AiUnavailable');
      },
    });
    expect(failedWith(outcome)).toMatchObject({ type: 'AiUnavailable', message: FAILURES.AiUnavailable.sentence });
    expect(ends).toEqual([{ status: 'failed', failure: 'AiUnavailable' }]);
    expect(minutes).toBeGreaterThan(10);
    expect(minutes).toBeLessThan(16);
  });

  test('waits as long as the AI server asked for', async () => {
    let calls = 0;
    const { outcome, minutes } = await solve({
      draftAnswer: async () => {
        if (++calls === 1) throw failure('AiRateLimited', 5 * 60_000);
      },
    });
    expect(outcome).toBe('answered');
    expect(minutes).toBeGreaterThanOrEqual(5);
  });

  test.each(['AiRefused', 'AiMisconfigured', 'AiBudgetExhausted'] as const)('%s is final at once', async (type) => {
    let calls = 0;
    const { ends } = await solve({
      draftAnswer: async () => {
        calls++;
        throw failure(type);
      },
    });
    expect(calls).toBe(1);
    expect(ends).toEqual([{ status: 'failed', failure: type }]);
  });

  test('a run that was superseded writes nothing and ends well', async () => {
    const { outcome, ends } = await solve({
      claimQuestion: async () => {
        throw failure('Superseded');
      },
    });
    expect(outcome).toBe('superseded');
    expect(ends).toEqual([]);
  });

  test('the final state is written even when the database is away for an hour', async () => {
    const ends: unknown[] = [];
    let calls = 0;
    const { minutes } = await solve({
      draftAnswer: async () => {
        throw failure('AiRefused');
      },
      endRun: async ({ end }) => {
        if (++calls <= 65) throw failure('Unexpected');
        ends.push(end);
      },
    });
    expect(ends).toEqual([{ status: 'failed', failure: 'AiRefused' }]);
    expect(minutes).toBeGreaterThan(55);
  });
});
