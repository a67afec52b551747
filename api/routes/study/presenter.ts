import type { StudyMinutes } from '../../../db/models/study-minutes.js';
import type { Beaten, NamedStudySession, StudyDay } from '../../../db/queries/study.js';

const presentSession = ({ id, mode, topic, lessonId, materialId, plannedMinutes, startedAt }: NamedStudySession) => ({
  ...{ id, mode, topic, lessonId, materialId, plannedMinutes },
  startedAt: startedAt.toISOString(),
});

/** What is counted of an open session. */
export const presentBeat = ({ focusMs, focusLaterMs, breakMs, breakLaterMs, closesAt }: Beaten) => ({
  focusSeconds: Math.floor((focusMs + focusLaterMs) / 1000),
  breakSeconds: Math.floor((breakMs + breakLaterMs) / 1000),
  closesAt: closesAt.toISOString(),
});

/** An open session. */
export const presentOpen = (session: NamedStudySession) => ({
  ...presentSession(session),
  kind: session.onBreak ? ('break' as const) : ('focus' as const),
  lastBeatAt: session.lastBeatAt.toISOString(),
  ...presentBeat({ ...session, closesAt: session.closesAt ?? session.lastBeatAt }),
});

/** A session that has ended, with what it was credited with. */
export const presentEnded = (session: NamedStudySession, credited: readonly StudyMinutes[]) => ({
  ...presentSession(session),
  endedAt: (session.endedAt ?? session.lastBeatAt).toISOString(),
  byPlan: session.byPlan,
  minutes: credited.reduce((sum, { minutes }) => sum + minutes, 0),
  xp: credited.reduce((sum, { xp }) => sum + xp, 0),
  days: credited.map(({ studyDay, minutes }) => ({ studyDay, minutes })),
});

/** A study day of the history. */
export const presentStudyDay = ({ studyDay, minutes, sessions }: StudyDay) => ({
  studyDay,
  minutes,
  sessions: sessions.map((session) => ({
    ...session,
    startedAt: new Date(session.startedAt).toISOString(),
    endedAt: new Date(session.endedAt).toISOString(),
  })),
});
