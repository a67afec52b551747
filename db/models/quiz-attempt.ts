import { RunEntity } from './run-entity.js';

/** A student's attempt at a quiz; one a quiz is open. */
export class QuizAttempt extends RunEntity {
  static override tableName = 'quiz_attempts';

  declare status: 'running' | 'ended' | 'cancelled';
  declare userId: string;
  declare quizId: string;
  /** Counts the attempts at the quiz, from 1. */
  declare number: number;
  /** By which questions, options and items are put in order. */
  declare orderSeed: string;
  declare startedAt: Date;
  /** Of a timed one, which alone has a run. */
  declare deadline: Date | null;
  /** When its timer ends it, a little after the deadline; null once it is over. */
  declare closesAt: Date | null;
  /** While it is paused, which a timed one never is. */
  declare pausedAt: Date | null;
  /** Of the pauses that are over. */
  declare pausedMs: number;
  /** These four are null unless it has ended. */
  declare endedAt: Date | null;
  declare endedBy: 'student' | 'deadline' | null;
  /** The mean of the marks, 0 to 1. */
  declare score: number | null;
  declare xp: number | null;
}
