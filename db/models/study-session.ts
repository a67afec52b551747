import type { StudyMode } from '../../domain/learning/study/study-time.js';
import { RunEntity } from './run-entity.js';

/** A time in which a student studies; one a student is open. */
export class StudySession extends RunEntity {
  static override tableName = 'study_sessions';

  declare status: 'running' | 'ended' | 'cancelled';
  declare userId: string;
  /** What is studied: a topic, with the lesson that it is read in; or a material; or nothing that was named. */
  declare topicId: string | null;
  declare lessonId: string | null;
  declare materialId: string | null;
  declare mode: StudyMode;
  declare plannedMinutes: number | null;
  declare startedAt: Date;
  /** On which it began, YYYY-MM-DD. */
  declare studyDay: string;
  /** Where that day ends. */
  declare dayEndsAt: Date;
  /** Nothing later counts. */
  declare countsUntil: Date;
  declare lastBeatAt: Date;
  /** Whether the time since the last beat is a break. */
  declare onBreak: boolean;
  /** Counted until the last beat, on the study day on which it began and after that day's end. */
  declare focusMs: number;
  declare focusLaterMs: number;
  declare breakMs: number;
  declare breakLaterMs: number;
  /** When it is closed if nothing more is heard; null once it is over. */
  declare closesAt: Date | null;
  /** Of a forgotten one the last beat; null unless it has ended. */
  declare endedAt: Date | null;
  /** Whether a block was credited as it was planned. */
  declare byPlan: boolean;
}
