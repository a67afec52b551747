import type { Transaction } from 'objection';
import { StudySession } from '../../db/models/study-session.js';

/** Locks a student's open study session, also one that should have been closed by now. */
export async function lockOpenSession(userId: string, trx: Transaction): Promise<StudySession | undefined> {
  return StudySession.query(trx).findOne({ userId, status: 'running' }).forNoKeyUpdate();
}

/** Whether nothing counts for an open session any more, though its timer has not come yet. */
export const isForgotten = ({ closesAt }: StudySession, now: Date): boolean => closesAt === null || closesAt <= now;
