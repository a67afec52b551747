import { listNeglectedStreaks, lockNeglectedStreak } from '../../db/queries/streaks.js';
import { nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { inBatches } from '../../lib/in-batches.js';
import type { SettledStreaks } from '../../workflows/settle-streaks/messages.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { leaveToNextPass } from '../shared/leave-to-next-pass.js';
import { planWakeUp } from './plan-wake-up.js';
import { readStreakRules } from './read-streak-rules.js';
import { settleStreak } from './settle-streak.js';
import { zoneData } from './wake-up-columns.js';

/** Streaks that are listed at once, and those of them that are worked on at the same time. */
const BATCH = 200;
const AT_ONCE = 4;

/**
 * The net below timers and reconciler: judges the days of every running streak whose timer is an hour late, and looks
 * anew when those are to be woken whose deadlines came from other time-zone data. What another pass or a timer holds is
 * left to that one, and one that fails is left to the next pass.
 * @param input.report is told the counts so far
 * @throws the signal's reason, or where an engine is away, with some settled.
 */
export async function settleStreaks(
  deps: TransactionDeps,
  { report }: { report: (settled: SettledStreaks) => void },
  signal: AbortSignal,
): Promise<SettledStreaks> {
  const settled: SettledStreaks = { running: 0, ended: 0, failed: 0 };
  const listed = inBatches<string>(BATCH, (after, limit) => listNeglectedStreaks(deps.db, { zoneData, after, limit }));
  for await (const batch of listed) {
    await forEachConcurrent(AT_ONCE, batch, signal, async (id) => {
      const outcome = await settleOne(deps, id).catch((error: unknown) =>
        leaveToNextPass(error, { log: deps.log, fields: { streakId: id }, message: 'a streak was not settled' }),
      );
      if (outcome) settled[outcome]++;
    });
    report(settled);
  }
  return settled;
}

/** By the code of the timer, but that it warns nobody: that is the timer's, whose run goes on or comes back. */
const settleOne = (deps: TransactionDeps, id: string): Promise<'running' | 'ended' | undefined> =>
  inTransaction(deps, async (trx, after) => {
    const streak = await lockNeglectedStreak(trx, { id, zoneData });
    if (!streak) return undefined;
    const now = deps.clock();
    const rules = await readStreakRules(id, trx);
    const state = await settleStreak(streak, rules, now, trx);
    const wakeAt = nextWakeUp(state, rules, { now, warnedOn: streak.warnedOn, userId: id });
    // The reconciler still looks at it when it was to: its run may be lost.
    await streak.$query(trx).patch({ wakeAt, zoneData, ...planWakeUp(streak, state, rules, now, after) });
    return wakeAt ? 'running' : 'ended';
  });
