import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { listActiveDays } from '../../db/queries/streaks.js';
import type { NewNotice } from '../../domain/game/notices.js';
import { type Milestone, milestonesReached } from '../../domain/game/streak/milestones.js';
import type { Pause } from '../../domain/game/streak/pauses.js';
import { type Judged, replay, type StreakContext, study } from '../../domain/game/streak/settle.js';
import { dayAt, type StudyCalendar } from '../../domain/game/study-calendar.js';
import { removeNotice } from '../notices/remove-notice.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { freezeNotices } from './freeze-notices.js';
import { removeWarning } from './remove-warning.js';
import { stateOf } from './streak-state.js';
import { writeStreak } from './write-streak.js';
import { writeStreakDays } from './write-streak-days.js';

/** What a day with an activity did to a streak. */
export interface CountedDay {
  longest: number;
  /** Milestones that were reached by it. */
  milestones: Milestone[];
  notices: NewNotice[];
}

/**
 * Counts a day with an activity, whose streak is locked. One that was judged already, since the activity came late, is
 * judged anew with all days after it. Where the streak begins its timer does, too.
 */
export async function countStreakDay(
  streak: Streak,
  { day, ...rules }: { day: string; calendar: StudyCalendar; pauses: readonly Pause[] },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<CountedDay> {
  const { state, days, active } = await judge(streak, day, { ...rules, today: dayAt(rules.calendar, now) }, trx);
  const isLate = streak.through !== null && day <= streak.through;
  const longest = Math.max(streak.longest, state.longest);
  const milestones = milestonesReached(streak.longest, longest);
  const notices = spentFreezes(streak, { state, days });
  await writeStreak(streak, { ...state, longest }, rules, now, after, trx);
  await writeStreakDays({ userId: streak.id, days, calendar: rules.calendar, active }, trx);
  await removeWarning(streak, days, trx);
  // A freeze that was spent on it is back.
  if (isLate) await removeNotice(streak.id, { kind: 'freeze-spent', topic: day }, trx);
  return { longest, milestones, notices };
}

/** Those that were not told of: freezes of days before `through` were, when these were judged. */
function spentFreezes({ through, freezes }: Streak, { state, days }: Judged): NewNotice[] {
  const fresh = days.filter(({ day }) => through === null || day > through);
  const spent = fresh.filter(({ outcome }) => outcome === 'frozen').length;
  // The day that is counted may have earned one; where it lies in the past no later day was studied.
  const isLate = fresh.length < days.length;
  return freezeNotices(fresh, isLate ? state.freezes : freezes - spent);
}

/** @returns with the days that are new or may have changed */
async function judge(
  streak: Streak,
  day: string,
  context: StreakContext,
  trx: Transaction,
): Promise<Judged & { active: Set<string> }> {
  if (streak.through === null || day > streak.through)
    return { ...study(stateOf(streak), context, day), active: new Set([day]) };
  const active = new Set([...(await listActiveDays(trx, streak.id)), day]);
  const { state, days } = replay(active, context);
  return { state, days: days.filter((judged) => judged.day >= day), active };
}
