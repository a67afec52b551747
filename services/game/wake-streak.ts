import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { UserPreferences } from '../../db/models/user-preferences.js';
import type { StreakContext } from '../../domain/game/streak/settle.js';
import { viewStreak } from '../../domain/game/streak/view-streak.js';
import { isWarningDue, nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import type { Run } from '../../domain/runs/flows.js';
import { queueMail } from '../mail/queue-mail.js';
import { writeNotice } from '../notices/write-notice.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockRun } from '../runs/lock-run.js';
import { readStreakRules } from './read-streak-rules.js';
import { settleStreak } from './settle-streak.js';
import { wakeUpColumns } from './wake-up-columns.js';

/**
 * Looks at a streak whose timer woke: judges the days that are over, and warns, once a day, where today's activity is
 * missing. It may be repeated, and come at any time.
 * @returns when to look again, or that the streak broke, which ends its row
 * @throws Failure Superseded.
 */
export function wakeStreak(deps: TransactionDeps, run: Run): Promise<Date | 'ended'> {
  return finishOnce(deps, { ...run, flow: 'keepStreak', states: ['ended'] }, () => lookAtStreak(deps, run));
}

function lookAtStreak(deps: TransactionDeps, run: Run): Promise<Date | 'ended'> {
  return inTransaction(deps, async (trx, after) => {
    const streak = await lockRun('keepStreak', run, trx);
    const now = deps.clock();
    const rules = await readStreakRules(trx, streak.id);
    const state = await settleStreak(streak, rules, now, trx);
    const isDue = isWarningDue(state, rules, { now, warnedOn: streak.warnedOn });
    const warnedOn = isDue ? await warn(streak, rules, now, after, trx) : streak.warnedOn;
    const wakeAt = nextWakeUp(state, rules, { now, warnedOn, userId: streak.id });
    if (!wakeAt) {
      await finishRow('keepStreak', streak, { status: 'ended' }, now, trx);
      return 'ended';
    }
    await streak.$query(trx).patch({ warnedOn, ...wakeUpColumns(wakeAt) });
    return wakeAt;
  });
}

/** @returns the day of which was warned */
async function warn(
  streak: Streak,
  rules: Omit<StreakContext, 'today'>,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<string> {
  const { today, atRiskUntil, state } = viewStreak(streak, rules, now);
  const facts = { length: state.length, until: (atRiskUntil ?? now).toISOString() };
  await writeNotice(streak.id, { kind: 'streak-at-risk', topic: '', facts }, now, trx);
  const wishes = await UserPreferences.query(trx).findById(streak.id).select('streakMails');
  if (wishes?.streakMails) await queueMail({ userId: streak.id, kind: 'streak-at-risk' }, now, after, trx);
  return today;
}
