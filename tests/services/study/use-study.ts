import { beforeEach } from '@jest/globals';
import type { StudySession } from '../../../db/models/study-session.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { beatStudy } from '../../../services/study/beat-study.js';
import { endStudy } from '../../../services/study/end-study.js';
import { type StudyPlan, startStudy } from '../../../services/study/start-study.js';
import { buildSession, buildStudent } from '../../support/factories/index.js';
import type { useTestServices } from '../../support/test-services.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A student who studies, and the server's time, which goes on as a test says: anew for each test of the file. */
export function useStudy(services: ReturnType<typeof useTestServices>) {
  const state = {
    /** Noon in UTC, where days begin at 4:00. */
    now: 0,
    caller: {} as Caller,
  };
  beforeEach(async () => {
    state.now = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR - 12 * HOUR;
    state.caller = await aCaller();
  });

  async function aCaller(): Promise<Caller> {
    const { id: userId } = await buildStudent(services.db);
    const { id: sessionId } = await buildSession(services.db, { userId });
    return { userId, sessionId };
  }

  const deps = () => ({ ...services, db: services.db, clock: () => new Date(state.now) });
  const wait = (ms: number) => {
    state.now += ms;
  };
  const start = (plan: StudyPlan = { mode: 'free' }, by = state.caller) => startStudy(deps(), { caller: by, plan });
  const beat = (onBreak = false, by = state.caller) => beatStudy(deps(), { caller: by, onBreak });
  const rowOf = (id: string): Promise<StudySession> => services.db('study_sessions').where({ id }).first();
  const minutesOf = (sessionId: string): Promise<number[]> =>
    services.db('study_minutes').where({ sessionId }).orderBy('studyDay').pluck('minutes');
  const xpOf = (userId: string) => services.db('xp_logs').where({ userId, kind: 'study' }).orderBy('id');

  /** Ends the open session. @returns the minutes that it is credited with, by day */
  async function end(by = state.caller): Promise<number[]> {
    return minutesOf(await endStudy(deps(), by));
  }

  /** A beat a minute, for so many minutes. */
  async function study(minutes: number, by = state.caller): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      wait(MINUTE);
      await beat(false, by);
    }
  }

  return { state, aCaller, deps, wait, start, beat, rowOf, minutesOf, xpOf, end, study };
}
