import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { StreakPause } from '../../db/models/streak-pause.js';
import { XpLog } from '../../db/models/xp-log.js';
import { listEarned } from '../../db/queries/achievements.js';
import { writeGame } from '../../db/queries/game.js';
import { lockPlace } from '../../db/queries/leagues.js';
import { listActiveDays } from '../../db/queries/streaks.js';
import { findLevel } from '../../db/queries/xp.js';
import { type Milestone, milestonesReached } from '../../domain/game/streak/milestones.js';
import { endPause as shortened } from '../../domain/game/streak/pauses.js';
import { replay } from '../../domain/game/streak/settle.js';
import { viewStreak } from '../../domain/game/streak/view-streak.js';
import { dayAt, type PlaceInDay, placeInDay } from '../../domain/game/study-calendar.js';
import { Problem } from '../../domain/problems.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockStreak } from './lock-streak.js';
import { dayColumns, milestoneLine } from './milestone-lines.js';
import { readStreakRules } from './read-streak-rules.js';
import { recountStats } from './recount-stats.js';
import { rewardsOf } from './rewards-of.js';
import { riskNotice } from './risk-notice.js';
import { settleStreak } from './settle-streak.js';
import { writeStreak } from './write-streak.js';
import { writeStreakDays } from './write-streak-days.js';

/**
 * Takes a pause of the caller's back, or ends it: today counts again. One that is over stays as it was.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function endPause(
  deps: TransactionDeps,
  { caller, pauseId }: { caller: Caller; pauseId: string },
): Promise<void> {
  const { userId } = caller;
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const now = deps.clock();
    const streak = await lockStreak(userId, now, trx);
    const rules = await readStreakRules(userId, trx);
    await settleStreak(streak, rules, now, trx);
    const pause = await StreakPause.query(trx).findById(pauseId).where({ userId });
    if (!pause) throw new Problem('not-found', 'No such pause.');
    const left = shortened(pause, dayAt(rules.calendar, now));
    if (left) await pause.$query(trx).patch({ lastDay: left.lastDay });
    else await pause.$query(trx).delete();
    await countPausedDays(streak, pause.firstDay, now, after, trx);
  });
}

/** What was studied on days that are paused no more counts, and brings what it reaches, as an activity does. */
async function countPausedDays(streak: Streak, from: string, now: Date, after: AfterCommit, trx: Transaction) {
  const { id: userId, warnedOn } = streak;
  const rules = await readStreakRules(userId, trx);
  const active = new Set(await listActiveDays(trx, userId));
  const { state, days } = replay(active, { ...rules, today: dayAt(rules.calendar, now) });
  const milestones = milestonesReached(streak.longest, state.longest);
  const longest = Math.max(streak.longest, state.longest);
  await writeStreak(streak, { ...state, longest }, rules, now, after, trx);
  const changed = days.filter(({ day }) => day >= from);
  await writeStreakDays({ userId, days: changed, calendar: rules.calendar, active }, trx);
  const { xp } = await findLevel(trx, userId);
  const gained = await payMilestones(userId, milestones, placeInDay(rules.calendar, now), now, trx);
  const stats = await recountStats({ userId, longest }, trx);
  const earned = (await listEarned(trx, userId)).map(({ key }) => key);
  const rewards = rewardsOf({ xp, earned, gained, milestones, stats });
  // The pause took the warning of today back.
  const view = viewStreak(state, rules, now);
  const warnings = warnedOn === view.today && view.atRiskUntil ? [riskNotice(view, now)] : [];
  await writeGame(trx, { userId, stats, ...rewards, notices: [...rewards.notices, ...warnings] }, now);
}

/** @returns XP */
async function payMilestones(userId: string, milestones: Milestone[], place: PlaceInDay, now: Date, trx: Transaction) {
  if (milestones.length === 0) return 0;
  const lines = milestones.map((days) => ({ ...milestoneLine(days), ...dayColumns(place), userId, earnedAt: now }));
  await lockPlace(trx, userId);
  await XpLog.query(trx).insert(lines);
  return lines.reduce((sum, { granted }) => sum + granted, 0);
}
