import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { UserPreferences } from '../../db/models/user-preferences.js';
import { writeNotices } from '../../db/queries/notices.js';
import type { StreakRules } from '../../domain/game/streak/settle.js';
import { viewStreak } from '../../domain/game/streak/view-streak.js';
import { isWarningDue, nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import type { Run } from '../../domain/runs/flows.js';
import { queueMail } from '../mail/queue-mail.js';
import { finishRow } from '../runs/finish-run.js';
import type { AfterCommit, TransactionDeps } from '../runs/in-transaction.js';
import { wakeRow } from '../runs/wake-row.js';
import { readStreakRules } from './read-streak-rules.js';
import { riskNotice } from './risk-notice.js';
import { settleStreak } from './settle-streak.js';
import { wakeUpColumns } from './wake-up-columns.js';

/**
 * Looks at a streak whose timer woke: judges the days that are over, and warns, once a day, where today's activity is
 * missing.
 * @returns when to look again; null where the streak broke, which ends its row
 * @throws Failure Superseded.
 */
export function wakeStreak(deps: TransactionDeps, run: Run): Promise<Date | null> {
  return wakeRow(deps, 'keepStreak', run, async (streak, after, trx) => {
    const now = deps.clock();
    const rules = await readStreakRules(streak.id, trx);
    const state = await settleStreak(streak, rules, now, trx);
    const isDue = isWarningDue(state, rules, { now, warnedOn: streak.warnedOn });
    const warnedOn = isDue ? await warn(streak, rules, now, after, trx) : streak.warnedOn;
    const wakeAt = nextWakeUp(state, rules, { now, warnedOn, userId: streak.id });
    if (wakeAt) await streak.$query(trx).patch({ warnedOn, ...wakeUpColumns(wakeAt) });
    else await finishRow('keepStreak', streak, { status: 'ended' }, now, trx);
    return wakeAt;
  });
}

/** @returns the day of which was warned */
async function warn(
  streak: Streak,
  rules: StreakRules,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<string> {
  const view = viewStreak(streak, rules, now);
  await writeNotices(trx, streak.id, [riskNotice(view, now)]);
  const wishes = await UserPreferences.query(trx).findById(streak.id).select('streakMails');
  if (wishes?.streakMails) await queueMail({ userId: streak.id, kind: 'streak-at-risk' }, now, after, trx);
  return view.today;
}
