import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { listActiveDays, listStreakDays } from '../../db/queries/streaks.js';
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
 * judged anew with all days after it: freezes that this moves are told of where they are now. Where the streak begins its
 * timer does, too.
 */
export async function countStreakDay(
  streak: Streak,
  { day, ...rules }: { day: string; calendar: StudyCalendar; pauses: readonly Pause[] },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<CountedDay> {
  const { state, days, active, frozen } = await judge(
    streak,
    day,
    { ...rules, today: dayAt(rules.calendar, now) },
    trx,
  );
  const longest = Math.max(streak.longest, state.longest);
  const milestones = milestonesReached(streak.longest, longest);
  await writeStreak(streak, { ...state, longest }, rules, now, after, trx);
  await writeStreakDays({ userId: streak.id, days, calendar: rules.calendar, active }, trx);
  await removeWarning(streak, days, trx);
  for (const one of days)
    if (frozen.has(one.day) && one.outcome !== 'frozen')
      await removeNotice(streak.id, { kind: 'freeze-spent', topic: one.day }, trx);
  return { longest, milestones, notices: freezeNotices(days.filter((one) => !frozen.has(one.day))) };
}

/** A streak that was judged with a day, the days that are new or may have changed, and all days with an activity. */
interface JudgedAnew extends Judged {
  active: Set<string>;
  /** Of its days those that were frozen before: the student was told of their freezes. */
  frozen: Set<string>;
}

async function judge(streak: Streak, day: string, context: StreakContext, trx: Transaction): Promise<JudgedAnew> {
  const { id, through } = streak;
  if (through === null || day > through)
    return { ...study(stateOf(streak), context, day), active: new Set([day]), frozen: new Set() };
  const before = await listStreakDays(trx, id, { from: day, to: through });
  const frozen = before.filter(({ outcome }) => outcome === 'frozen').map((one) => one.day);
  const active = new Set([...(await listActiveDays(trx, id)), day]);
  const { state, days } = replay(active, context);
  return { state, days: days.filter((judged) => judged.day >= day), active, frozen: new Set(frozen) };
}
