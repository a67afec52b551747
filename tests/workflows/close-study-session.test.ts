import { expect, test } from '@jest/globals';
import type { StudyActivities } from '../../activities/study.js';
import type { closeStudySession } from '../../workflows/close-study-session/workflow.js';
import { type Flow, failure, useTimeSkipping } from '../support/time-skipping.js';

const timeSkipping = useTimeSkipping();

const MINUTE_MS = 60_000;

const newSession = (): Flow<typeof closeStudySession> => {
  const id = crypto.randomUUID();
  return { type: 'closeStudySession', workflowId: `study:${id}:1`, input: { id, userId: id, runNo: 1 } };
};

test('a session that beats is looked at when it would have been forgotten, until it is', async () => {
  const looks: number[] = [];
  const wakeStudySession: StudyActivities['wakeStudySession'] = async () => {
    const now = await timeSkipping.environment.currentTimeMs();
    looks.push(now);
    return looks.length < 9 ? new Date(now + 30 * MINUTE_MS).toISOString() : null;
  };
  const { outcome, minutes } = await timeSkipping.run(newSession(), { wakeStudySession });
  expect([outcome, looks.length]).toEqual(['ended', 9]);
  expect(minutes).toBeGreaterThanOrEqual(240);
  expect(minutes).toBeLessThan(245);
});

test('one that was ended while it slept is left alone', async () => {
  const { outcome } = await timeSkipping.run(newSession(), {
    wakeStudySession: async () => {
      throw failure('Superseded');
    },
  });
  expect(outcome).toBe('superseded');
});
