import type { Knex } from 'knex';
import type { PartialModelObject, Transaction } from 'objection';
import { USUAL_DAY_START } from '../../domain/game/study-day.js';
import { RETENTION } from '../../domain/learning/reviews/schedule.js';
import type { AgeBand } from '../../domain/social/age.js';
import type { StudyStyle } from '../models/user-preferences.js';
import { UserProfile } from '../models/user-profile.js';

/** A student's profile; undefined for somebody who is gone. */
export async function findProfile(db: Knex, userId: string): Promise<UserProfile | undefined> {
  return UserProfile.query(db).findById(userId);
}

/** Changes a profile that is locked, and raises its version. */
export async function changeProfile(
  trx: Transaction,
  userId: string,
  fields: PartialModelObject<UserProfile>,
): Promise<UserProfile> {
  return UserProfile.query(trx).patchAndFetchById(userId, { ...fields, version: UserProfile.raw('version + 1') });
}

/** What a student answered so far. */
export interface Onboarding {
  /** Slugs, in the student's order. */
  subjects: string[];
  goals: string[];
  /** Null until told. */
  ageBand: AgeBand | null;
  dailyMinutes: number | null;
  studyDays: number[];
  style: StudyStyle | null;
  examDate: string | null;
  /** The whole hour, 0 to 6, at which a study day begins: the latest wish. */
  dayStartsAt: number;
  /** With which probability a card is to be known on the day it is due. */
  desiredRetention: number;
  /** The study day since which reviews are scheduled by weights of the student's own; null by the default ones. */
  personalWeightsSince: string | null;
  /** Whether a mail tells, too, that the streak is at risk. */
  streakMails: boolean;
  /** Whether the student takes part in leagues, once old enough. */
  leagues: boolean;
}

/** A student's answers, all as of one moment; undefined for somebody who is gone. */
export async function findOnboarding(db: Knex, userId: string): Promise<Onboarding | undefined> {
  const chosen = db('userSubjects as us')
    .join('subjects as s', 's.id', 'us.subjectId')
    .whereRaw('us.user_id = u.id')
    .select(db.raw('s.slug'))
    .orderBy('us.position');
  // One statement, so that an answer given meanwhile is in it whole or not at all.
  return db('users as u')
    .leftJoin('userPreferences as p', 'p.userId', 'u.id')
    .leftJoin('userProfiles as f', 'f.userId', 'u.id')
    .leftJoin('reviewWeights as w', 'w.userId', 'u.id')
    .where('u.id', userId)
    .first({
      ageBand: 'f.ageBand',
      subjects: db.raw('ARRAY(?)', [chosen]),
      goals: db.raw(`COALESCE(p.goals, '{}')`),
      dailyMinutes: 'p.dailyMinutes',
      studyDays: db.raw(`COALESCE(p.study_days, '{}')`),
      style: 'p.style',
      examDate: 'p.examDate',
      dayStartsAt: db.raw('COALESCE(p.day_starts_at, ?)', [USUAL_DAY_START]),
      desiredRetention: db.raw('COALESCE(p.desired_retention, ?)', [RETENTION.usual]),
      personalWeightsSince: 'w.since',
      streakMails: db.raw('COALESCE(p.streak_mails, false)'),
      leagues: db.raw('COALESCE(p.leagues, true)'),
    });
}
