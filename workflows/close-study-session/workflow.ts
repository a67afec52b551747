import { proxyActivities } from '@temporalio/workflow';
import type { StudyActivities } from '../../activities/study.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { goOverToNewBuilds } from '../long-lived.js';
import type { Stopped } from '../run-flow.js';
import { runTimer } from '../run-timer.js';

/** Looks at a study session when it should have ended, and closes it where it was forgotten. */
export async function closeStudySession(input: RunInput): Promise<'ended' | Stopped> {
  const { wakeStudySession } = proxyActivities<StudyActivities>(activityOptions('core'));
  const { id, runNo } = input;
  return runTimer(input, () =>
    wakeStudySession.executeWithOptions({ summary: 'Close the session if it is silent' }, [{ id, runNo }]),
  );
}

goOverToNewBuilds(closeStudySession);
