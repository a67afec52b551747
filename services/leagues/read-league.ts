import type { Knex } from 'knex';
import { findLeagueState, listSeenMembers, type SeenMember } from '../../db/queries/league-views.js';
import { Problem } from '../../domain/problems.js';
import { cohortNo } from '../../domain/social/leagues/cohorts.js';
import { participation } from '../../domain/social/leagues/membership.js';
import { type Standing, standingsOf } from '../../domain/social/leagues/standings.js';
import { type Lines, linesOf, tierAfter } from '../../domain/social/leagues/tiers.js';
import { timeOfWeek, weekOf } from '../../domain/social/weeks.js';
import type { Clock } from '../shared/clock.js';

/** A student's league of this week. */
export interface LeagueInView {
  /** Its Monday by UTC. */
  week: string;
  endsAt: Date;
  tier: number;
  /** Whether the student is in a cohort, or why not. */
  status: 'joined' | 'not-joined' | 'off' | 'age';
  /** The standings as they are now; null for who is in no cohort. */
  cohort: CohortInView | null;
}

/** The cohort of a student, in which ranks count everybody who has not left, shown or not. */
export interface CohortInView extends Lines {
  students: number;
  own: Standing<SeenMember>;
  /** Of members whose accounts are active. */
  lines: Standing<SeenMember>[];
}

/**
 * A student's league of this week as it stands now: what it would come to if the week ended at this moment, and what the
 * student may see of the others.
 * @throws Problem unauthenticated for an account that is gone
 */
export async function readLeague(
  { db, clock }: { db: Knex; clock: Clock },
  { userId }: { userId: string },
): Promise<LeagueInView> {
  const state = await findLeagueState(db, userId);
  if (!state) throw new Problem('unauthenticated', 'The account was removed.');
  const week = weekOf(clock());
  const takesPart = participation(state);
  const { newest } = state;
  const common = { week, endsAt: timeOfWeek(week).to };
  if (newest?.week !== week) {
    const tier = newest?.outcome ? tierAfter(newest.tier, newest.outcome) : (newest?.tier ?? 1);
    return { ...common, tier, status: takesPart === 'in' ? 'not-joined' : takesPart, cohort: null };
  }
  const { tier, pool, place } = newest;
  if (takesPart !== 'in') return { ...common, tier, status: takesPart, cohort: null };
  const members = await listSeenMembers(db, { week, tier, pool, no: cohortNo(place) }, userId);
  return { ...common, tier, status: 'joined', cohort: cohortInView(tier, members, userId) };
}

/** @returns null where the student has left in this moment */
function cohortInView(tier: number, members: readonly SeenMember[], userId: string): CohortInView | null {
  const standings = standingsOf(tier, members);
  const own = standings.find((one) => one.userId === userId);
  if (!own) return null;
  const lines = standings.filter(({ isActive }) => isActive);
  return { ...linesOf(tier, members.length), students: members.length, own, lines };
}
