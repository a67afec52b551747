import type { PartialModelObject } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import type { StreakRules } from '../../domain/game/streak/settle.js';
import type { StreakState } from '../../domain/game/streak/state.js';
import { nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import { finishedColumns } from '../runs/finish-run.js';
import { type AfterCommit, cancelRunOf } from '../runs/in-transaction.js';
import { requeuedColumns } from '../runs/requeue-run.js';
import { firstCheckAt, startOf } from '../runs/run-start.js';
import { wakeUpColumns } from './wake-up-columns.js';

/**
 * Sees to it that a locked streak is looked at in time, whoever has changed it, its pauses or its rules: where it begins
 * its timer does, where it broke its timer ends, and where its next deadline is earlier than the timer knows another
 * timer takes over. A later one changes nothing: the timer wakes early, and sleeps again.
 * @returns columns for the streak's row; none where nothing changes
 */
export function planWakeUp(
  streak: Streak,
  state: StreakState,
  rules: StreakRules,
  now: Date,
  after: AfterCommit,
): PartialModelObject<Streak> {
  const { id, status, warnedOn } = streak;
  const isRunning = status === 'running';
  const wakeAt = nextWakeUp(state, rules, { now, warnedOn, userId: id });
  if (isRunning && wakeAt && streak.wakeAt && wakeAt >= streak.wakeAt) return {};
  if (!isRunning && !wakeAt) return {};
  if (isRunning) cancelRunOf(streak, after);
  if (!wakeAt) return { ...finishedColumns('keepStreak', now), status: 'ended' };
  const run = requeuedColumns('keepStreak', streak, firstCheckAt(now));
  after.start.push(startOf('keepStreak', { id, runNo: run.runNo, userId: id }));
  return { ...wakeUpColumns(wakeAt), ...run };
}
