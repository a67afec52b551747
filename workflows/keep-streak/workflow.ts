import { proxyActivities } from '@temporalio/workflow';
import type { GameActivities } from '../../activities/game.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { goOverToNewBuilds } from '../long-lived.js';
import type { Stopped } from '../run-flow.js';
import { runTimer } from '../run-timer.js';

/** Looks at a student's streak when its days are at risk, and when they end, until it breaks. */
export async function keepStreak(input: RunInput): Promise<'ended' | Stopped> {
  const { wakeStreak } = proxyActivities<GameActivities>(activityOptions('core'));
  const { id, runNo } = input;
  return runTimer(input, () =>
    wakeStreak.executeWithOptions({ summary: 'Judge the days that are over' }, [{ id, runNo }]),
  );
}

goOverToNewBuilds(keepStreak);
