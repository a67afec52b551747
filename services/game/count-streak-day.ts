import type { PartialModelObject, Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { listActiveDays } from '../../db/queries/streaks.js';
import type { NewNotice } from '../../domain/game/notices.js';
import { type Milestone, milestonesReached } from '../../domain/game/streak/milestones.js';
import type { Pause } from '../../domain/game/streak/pauses.js';
import { type Judged, replay, type StreakContext, study } from '../../domain/game/streak/settle.js';
import { nextWakeUp } from '../../domain/game/streak/wake-ups.js';
import { dayAt, type StudyCalendar } from '../../domain/game/study-calendar.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { requeuedColumns } from '../runs/requeue-run.js';
import { firstCheckAt, startOf } from '../runs/run-start.js';
import { freezeNotices } from './freeze-notices.js';
import { stateOf } from './streak-state.js';
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
  { day, calendar, pauses }: { day: string; calendar: StudyCalendar; pauses: readonly Pause[] },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<CountedDay> {
  const context = { calendar, pauses, today: dayAt(calendar, now) };
  const { state, days, active } = await judge(streak, day, context, trx);
  const longest = Math.max(streak.longest, state.longest);
  const columns: PartialModelObject<Streak> = { ...state, longest };
  if (state.length > 0 && streak.status !== 'running') {
    const run = { ...requeuedColumns('keepStreak', streak, firstCheckAt(now)), status: 'running' } as const;
    Object.assign(columns, run, { wakeAt: nextWakeUp(state, context, { userId: streak.id, warnedOn: null, now }) });
    after.start.push(startOf('keepStreak', { id: streak.id, runNo: run.runNo, userId: streak.id }));
  }
  await streak.$query(trx).patch(columns);
  await writeStreakDays({ userId: streak.id, days, calendar, active }, trx);
  const milestones = milestonesReached(streak.longest, longest);
  return { longest, milestones, notices: freezeNotices(days, streak.through, state) };
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
