import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import type { StreakContext } from '../../domain/game/streak/settle.js';
import type { StreakState } from '../../domain/game/streak/state.js';
import { nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { requeuedColumns } from '../runs/requeue-run.js';
import { firstCheckAt, startOf } from '../runs/run-start.js';
import { wakeUpColumns } from './wake-up-columns.js';

/** Writes what a streak that is locked has become. Where one begins its timer does, too. */
export async function writeStreak(
  streak: Streak,
  state: StreakState,
  rules: Omit<StreakContext, 'today'>,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const wakeAt =
    streak.status === 'running' ? null : nextWakeUp(state, rules, { now, warnedOn: null, userId: streak.id });
  if (!wakeAt) {
    await streak.$query(trx).patch(state);
    return;
  }
  const run = { ...requeuedColumns('keepStreak', streak, firstCheckAt(now)), status: 'running' } as const;
  await streak.$query(trx).patch({ ...state, ...wakeUpColumns(wakeAt), ...run });
  after.start.push(startOf('keepStreak', { id: streak.id, runNo: run.runNo, userId: streak.id }));
}
