import type { Transaction } from 'objection';
import { DayRuleRow } from '../../db/models/day-rule.js';
import { UserPreferences } from '../../db/models/user-preferences.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { changeRule } from '../../domain/game/change-rule.js';
import type { RulePeriod } from '../../domain/game/study-calendar.js';
import type { DayRule } from '../../domain/game/study-day.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { planTimer } from './plan-timer.js';
import { raiseVersion } from './raise-version.js';

/**
 * Notes that a student wants days to be told by another zone or hour: from the end of today on, or later
 * (`domain/game/change-rule.ts`). It locks the profile, and comes before the zone or the hour is written where the
 * student reads it: what stands there tells the days of a student who never changed them. The streak's timer follows.
 */
export async function changeDayRule(
  { userId, wish }: { userId: string; wish: Partial<DayRule> },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const { timeZone } = await UserProfile.query(trx).findById(userId).forNoKeyUpdate().throwIfNotFound();
  const preferences = await UserPreferences.query(trx).findById(userId).select('dayStartsAt');
  const calendar = await readCalendar(trx, userId);
  const latest = { timeZone, dayStartsAt: preferences?.dayStartsAt ?? calendar[0].dayStartsAt };
  const changed = changeRule(calendar, { ...latest, ...wish }, now);
  if (changed === calendar) return;
  await DayRuleRow.query(trx).where({ userId }).delete();
  await DayRuleRow.query(trx).insert(changed.map((period) => ({ userId, ...columnsOf(period) })));
  await planTimer(userId, now, after, trx);
  // It hangs on the streak, which whoever credits something holds by then.
  await raiseVersion(userId, trx);
}

const columnsOf = ({ from, timeZone, dayStartsAt }: RulePeriod) => ({ startsAt: from, timeZone, dayStartsAt });
