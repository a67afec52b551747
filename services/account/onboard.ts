import type { Transaction } from 'objection';
import { Subject } from '../../db/models/subject.js';
import { type StudyStyle, UserPreferences } from '../../db/models/user-preferences.js';
import { UserSubject } from '../../db/models/user-subject.js';
import { findOnboarding, type Onboarding } from '../../db/queries/profiles.js';
import { Problem } from '../../domain/problems.js';
import type { AgeBand } from '../../domain/social/age.js';
import { changeDayRule } from '../game/change-day-rule.js';
import { raiseVersion } from '../game/raise-version.js';
import { followWish, lockLeague } from '../leagues/follow-wish.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { definedFields } from '../shared/defined-fields.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { tellAge } from './tell-age.js';

/** Answers of a student; those not given stay as they are. */
export interface OnboardingAnswers {
  /** Slugs, in the student's order. */
  subjects?: string[] | undefined;
  goals?: string[] | undefined;
  ageBand?: AgeBand | undefined;
  dailyMinutes?: number | undefined;
  /** ISO weekdays. */
  studyDays?: number[] | undefined;
  style?: StudyStyle | undefined;
  examDate?: string | null | undefined;
  /** The whole hour, 0 to 6, at which a study day begins. */
  dayStartsAt?: number | undefined;
  /** With which probability a card is to be known on the day it is due. */
  desiredRetention?: number | undefined;
  /** Whether a mail tells, too, that the streak is at risk. */
  streakMails?: boolean | undefined;
  /** Whether the student takes part in leagues, once old enough. */
  leagues?: boolean | undefined;
}

/**
 * Replaces the answers that are given, all or none.
 * @returns all that the student has answered, now and before
 * @throws Problem invalid-request for a subject that the catalog does not have, and those of tellAge; those of lockCallerForShare.
 */
export async function onboard(
  deps: TransactionDeps,
  { caller, answers }: { caller: Caller; answers: OnboardingAnswers },
): Promise<Onboarding> {
  const { subjects, ageBand, ...preferences } = answers;
  const { userId } = caller;
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const now = deps.clock();
    const { dayStartsAt, leagues } = preferences;
    const movesInLeagues = leagues !== undefined || ageBand !== undefined;
    if (movesInLeagues) await lockLeague(userId, now, trx);
    // It locks the profile, which whoever changes the zone holds when reading the preferences.
    if (dayStartsAt !== undefined) await changeDayRule({ userId, wish: { dayStartsAt } }, now, after, trx);
    if (ageBand !== undefined) await tellAge({ userId, ageBand }, now, trx);
    // Before the preferences: a change of the day may hold it already.
    await raiseVersion(userId, trx);
    await mergePreferences(userId, preferences, now, trx);
    if (movesInLeagues) await followWish(userId, trx);
    if (subjects) await replaceSubjects(userId, subjects, trx);
    return (await findOnboarding(trx, userId)) as Onboarding;
  });
}

/** Also where nothing is merged: it holds the row, so that another's answers wait until these are whole. */
async function mergePreferences(
  userId: string,
  preferences: Omit<OnboardingAnswers, 'subjects' | 'ageBand'>,
  now: Date,
  trx: Transaction,
): Promise<void> {
  await UserPreferences.query(trx)
    .insert({ userId, ...definedFields(preferences) })
    .onConflict('userId')
    .merge({ ...definedFields(preferences), updatedAt: now });
}

async function replaceSubjects(userId: string, slugs: readonly string[], trx: Transaction): Promise<void> {
  const known = await Subject.query(trx).whereIn('slug', slugs).select('id', 'slug');
  const chosen = slugs.flatMap((slug) => known.find((subject) => subject.slug === slug) ?? []);
  if (chosen.length < slugs.length) throw unknownSubjects(slugs, known);
  await UserSubject.query(trx).where({ userId }).delete();
  await UserSubject.query(trx).insert(chosen.map(({ id }, index) => ({ userId, subjectId: id, position: index + 1 })));
}

function unknownSubjects(slugs: readonly string[], known: readonly Subject[]): Problem {
  const errors = slugs.flatMap((slug, index) =>
    known.some((subject) => subject.slug === slug)
      ? []
      : [{ pointer: `/subjects/${index}`, detail: 'No such subject' }],
  );
  return new Problem('invalid-request', 'GET /subjects lists the subjects that there are.', { errors });
}
