import type { Transaction } from 'objection';
import { StudyMinutes } from '../../db/models/study-minutes.js';
import { StudySession } from '../../db/models/study-session.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { POINTS } from '../../domain/game/xp.js';
import { countGap } from '../../domain/learning/study/count-gap.js';
import { creditOf, keepsPlan } from '../../domain/learning/study/credit.js';
import { MAX_BLOCKS_A_DAY } from '../../domain/learning/study/limits.js';
import { creditActivity } from '../game/credit-activity.js';
import { finishRow } from '../runs/finish-run.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { isForgotten } from './lock-open-session.js';

/**
 * Ends a study session that is locked, and credits its minutes, day by day. One that is over its time ends with its
 * last beat, whoever comes to end it.
 */
export async function finishSession(
  session: StudySession,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const { userId, lastBeatAt } = session;
  const wasForgotten = isForgotten(session, now);
  const endedAt = wasForgotten || now < lastBeatAt ? lastBeatAt : now;
  const time = { ...session, ...(wasForgotten ? {} : countGap(session, endedAt)) };
  const byPlan = !wasForgotten && keepsPlan(time, endedAt) && (await hasBlockLeft(session, trx));
  const { focusMs, focusLaterMs, breakMs, breakLaterMs } = time;
  const counted = { focusMs, focusLaterMs, breakMs, breakLaterMs };
  await finishRow('closeStudySession', session, { status: 'ended', endedAt, byPlan, ...counted }, now, trx);

  const calendar = await readCalendar(trx, userId);
  for (const { at, minutes } of creditOf(time, { endedAt, byPlan })) {
    const studyDay = dayAt(calendar, at);
    const activity = {
      ...({ userId, kind: 'study', cause: `study:${session.id}:${studyDay}`, sourceId: session.id, at } as const),
      ...{ points: minutes * POINTS.studyMinute, adds: { studyMinutes: minutes }, topicId: session.topicId },
    };
    const credit = await creditActivity(activity, now, after, trx);
    await StudyMinutes.query(trx).insert({ sessionId: session.id, userId, studyDay, minutes, xp: credit?.xp ?? 0 });
  }
}

/** Whether fewer blocks than a day allows were credited as planned on the study day on which this one began. */
async function hasBlockLeft({ userId, studyDay }: StudySession, trx: Transaction): Promise<boolean> {
  // Of a student one session is open, so that nobody else ends a block of theirs meanwhile.
  const blocks = await StudySession.query(trx).where({ userId, studyDay, byPlan: true }).resultSize();
  return blocks < MAX_BLOCKS_A_DAY;
}
