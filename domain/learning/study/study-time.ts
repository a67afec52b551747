import { BLOCK_GRACE_MS, MAX_SESSION_MINUTES, MAX_SILENCE_MS } from './limits.js';

/** `free` is counted by its beats; `block` may be silent, and is credited as planned where it is ended in time. */
export const STUDY_MODES = ['free', 'block'] as const;

export type StudyMode = (typeof STUDY_MODES)[number];

/** What was counted of a session, in ms: on the study day on which it began, and later than that day's end. */
export interface Counted {
  focusMs: number;
  focusLaterMs: number;
  breakMs: number;
  breakLaterMs: number;
}

/** The time of a study session, as it was counted until its last beat. */
export interface StudyTime extends Counted {
  mode: StudyMode;
  startedAt: Date;
  /** Where the study day ends on which it began. */
  dayEndsAt: Date;
  /** Nothing later counts: the end of a block's plan, or of the longest session. */
  countsUntil: Date;
  lastBeatAt: Date;
  /** What the last beat said: whether the time since then is a break. */
  onBreak: boolean;
}

/** A session that begins now. @param plannedMinutes of a block */
export function beginTime(
  { mode, plannedMinutes }: { mode: StudyMode; plannedMinutes: number | null },
  { now, dayEndsAt }: { now: Date; dayEndsAt: Date },
): StudyTime {
  const minutes = mode === 'block' ? (plannedMinutes ?? 0) : MAX_SESSION_MINUTES;
  const none: Counted = { focusMs: 0, focusLaterMs: 0, breakMs: 0, breakLaterMs: 0 };
  return {
    ...{ ...none, mode, dayEndsAt, startedAt: now, lastBeatAt: now, onBreak: false },
    countsUntil: new Date(now.getTime() + minutes * 60_000),
  };
}

/** When a session is closed if nothing more is heard of it. */
export function closesAt({ mode, countsUntil, lastBeatAt }: StudyTime): Date {
  if (mode === 'block') return new Date(countsUntil.getTime() + BLOCK_GRACE_MS);
  return new Date(Math.min(countsUntil.getTime(), lastBeatAt.getTime() + MAX_SILENCE_MS));
}
