import { proxyActivities } from '@temporalio/workflow';
import type { QuizActivities } from '../../activities/quizzes.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { goOverToNewBuilds } from '../long-lived.js';
import type { Stopped } from '../run-flow.js';
import { runTimer } from '../run-timer.js';

/** Ends a timed attempt at a quiz when its time is over. */
export async function timeQuizAttempt(input: RunInput): Promise<'ended' | Stopped> {
  const { wakeQuizAttempt } = proxyActivities<QuizActivities>(activityOptions('core'));
  const { id, runNo } = input;
  return runTimer(input, () =>
    wakeQuizAttempt.executeWithOptions({ summary: 'End the attempt if its time is over' }, [{ id, runNo }]),
  );
}

goOverToNewBuilds(timeQuizAttempt);
