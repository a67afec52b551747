import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { StudySession } from '../../db/models/study-session.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { boundsOf, dayAt } from '../../domain/game/study-calendar.js';
import { beginTime, closesAt, type StudyMode } from '../../domain/learning/study/study-time.js';
import { raiseVersion } from '../game/raise-version.js';
import { type AfterCommit, cancelRunOf, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { findStudied, type Studied } from './find-studied.js';
import { finishSession } from './finish-session.js';
import { isForgotten, lockOpenSession } from './lock-open-session.js';

/** What a student wishes to study, and how. */
export interface StudyPlan extends Studied {
  mode: StudyMode;
  /** Of a block always. */
  plannedMinutes?: number | undefined;
}

/**
 * Begins a study session. Where one is open, on whatever device, it is that one, and what was asked for is not looked
 * at; one that was forgotten is closed first.
 * @returns the id of the session that is open then
 * @throws Problem not-found for a topic, lesson or material; those of lockCallerForShare.
 */
export async function startStudy(
  deps: TransactionDeps,
  { caller, plan }: { caller: Caller; plan: StudyPlan },
): Promise<string> {
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const { userId } = caller;
    const studied = await findStudied(userId, plan, trx);
    const open = await lockOpenSession(userId, trx);
    const now = deps.clock();
    if (open && !isForgotten(open, now)) return open.id;
    if (open) {
      await finishSession(open, now, after, trx);
      cancelRunOf(open, after);
    }
    const { mode, plannedMinutes = null } = plan;
    return insertSession({ userId, mode, plannedMinutes, ...studied }, now, after, trx);
  });
}

type NewSession = Pick<StudySession, 'userId' | 'topicId' | 'lessonId' | 'materialId' | 'mode' | 'plannedMinutes'>;

async function insertSession(session: NewSession, now: Date, after: AfterCommit, trx: Transaction): Promise<string> {
  const { userId, mode, plannedMinutes } = session;
  const calendar = await readCalendar(trx, userId);
  const studyDay = dayAt(calendar, now);
  const time = beginTime({ mode, plannedMinutes }, { now, dayEndsAt: boundsOf(calendar, studyDay).end });
  const id = uuidv7();
  await StudySession.query(trx)
    .insert({ ...session, studyDay, ...time, closesAt: closesAt(time), ...firstRun('closeStudySession', id, now) })
    .onConflict()
    .ignore();
  const open = await StudySession.query(trx).findOne({ userId, status: 'running' });
  // Of two that begin at once the second finds the first one's, unless that has ended already.
  if (!open) return insertSession(session, now, after, trx);
  if (open.id === id) after.start.push(startOf('closeStudySession', { id, runNo: 1, userId }));
  await raiseVersion(userId, trx);
  return open.id;
}
