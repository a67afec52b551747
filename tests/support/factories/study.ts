import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { StudyMinutes } from '../../../db/models/study-minutes.js';
import { StudySession } from '../../../db/models/study-session.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { type Columns, insertRow } from './insert-row.js';

const HOUR_MS = 3_600_000;

/** A free session of an hour that has ended; a running one began just now, and is closed in an hour. */
export function buildStudySession(db: Knex, columns: Columns<StudySession, 'userId'>): Promise<StudySession> {
  const { id = randomUUID(), runNo = 1, status = 'ended' } = columns;
  const inAnHour = new Date(Date.now() + HOUR_MS);
  const run =
    status === 'running'
      ? { startedAt: new Date(), closesAt: inAnHour, nextCheckAt: inAnHour, finishedAt: null, endedAt: null }
      : { startedAt: new Date(Date.now() - HOUR_MS), closesAt: null, nextCheckAt: null, finishedAt: new Date() };
  const endedAt = status === 'ended' ? new Date() : null;
  const { startedAt = run.startedAt } = columns;
  return insertRow(StudySession, db, {
    ...{ mode: 'free', status, runNo, workflowId: workflowIdOf('closeStudySession', { id, runNo }), endedAt, ...run },
    ...{ studyDay: startedAt.toISOString().slice(0, 10), dayEndsAt: new Date(startedAt.getTime() + 12 * HOUR_MS) },
    ...{ countsUntil: new Date(startedAt.getTime() + 4 * HOUR_MS), lastBeatAt: startedAt },
    ...columns,
    id,
  });
}

/** Ten minutes of a session. */
export const buildStudyMinutes = (
  db: Knex,
  columns: Columns<StudyMinutes, 'userId' | 'sessionId'>,
): Promise<StudyMinutes> => insertRow(StudyMinutes, db, { studyDay: '2026-03-02', minutes: 10, xp: 10, ...columns });
