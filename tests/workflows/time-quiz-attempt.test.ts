import { expect, test } from '@jest/globals';
import type { QuizActivities } from '../../activities/quizzes.js';
import type { timeQuizAttempt } from '../../workflows/time-quiz-attempt/workflow.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const MINUTE_MS = 60_000;

const newAttempt = (): Flow<typeof timeQuizAttempt> => {
  const id = crypto.randomUUID();
  return { type: 'timeQuizAttempt', workflowId: `quiz-attempt:${id}:1`, input: { id, userId: id, runNo: 1 } };
};

test('an attempt is looked at when it begins and when its time is over', async () => {
  const looks: number[] = [];
  const wakeQuizAttempt: QuizActivities['wakeQuizAttempt'] = async () => {
    const now = await timeSkipping.environment.currentTimeMs();
    looks.push(now);
    return looks.length === 1 ? new Date(now + 30 * MINUTE_MS + 5_000).toISOString() : null;
  };
  const { outcome, minutes } = await timeSkipping.run(newAttempt(), { wakeQuizAttempt });
  expect([outcome, looks.length]).toEqual(['ended', 2]);
  expect(minutes).toBeGreaterThanOrEqual(30);
  expect(minutes).toBeLessThan(32);
});

test('one that was handed in meanwhile is left alone', async () => {
  const { outcome } = await timeSkipping.run(newAttempt(), {
    wakeQuizAttempt: async () => {
      throw failure('Superseded');
    },
  });
  expect(outcome).toBe('superseded');
});
