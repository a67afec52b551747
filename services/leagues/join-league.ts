import type { Transaction } from 'objection';
import { type Entry, readEntry, takePlace } from '../../db/queries/leagues.js';
import { cohortNo } from '../../domain/social/leagues/cohorts.js';
import { NO_MATCHING, poolOf } from '../../domain/social/leagues/matching.js';
import { type LeagueWish, participation } from '../../domain/social/leagues/membership.js';
import { COHORT_SIZE, tierAfter } from '../../domain/social/leagues/tiers.js';
import { weekOf } from '../../domain/social/weeks.js';
import { endCohort } from './end-cohort.js';

/** Places that are looked at where fewer are being given at the same time: many times as many as connections. */
const MAX_AHEAD = 16_384;

/** A student who has got XP. */
export interface Earner extends LeagueWish {
  userId: string;
  /** In which they were in a league last. */
  lastWeek: string | null;
  timeZone: string;
  /** When the ledger's line was written. */
  at: Date;
}

/**
 * Gives a student a place in the league of the week in which XP was recorded, if it is the first of that week: in the tier
 * that their last league has led to, among those who are alike. It is of the transaction that records the XP, with the
 * student's streak locked, and waits for nobody who joins as well.
 */
export async function joinLeague({ userId, at, timeZone, lastWeek, ...wish }: Earner, trx: Transaction): Promise<void> {
  const week = weekOf(at);
  if (lastWeek === week || participation(wish) !== 'in') return;
  const { last, xp, matchings } = await readCountedEntry({ userId, week, lastWeek }, trx);
  const tier = last?.outcome ? tierAfter(last.tier, last.outcome) : 1;
  const pool = poolOf(matchings.find((one) => one.tier === tier) ?? NO_MATCHING, { xp, timeZone, at });
  for (let ahead = 2 * COHORT_SIZE; ahead <= MAX_AHEAD; ahead *= 2) {
    const { place, isOn } = await takePlace(trx, { userId, week, tier, pool, ahead });
    // One that is over meanwhile has its last students: the next XP joins the next.
    if (place !== null || !isOn) return;
  }
}

/** Where the schedule has not counted the last league yet, that is done first: by whomever, it is the same. */
async function readCountedEntry(student: Parameters<typeof readEntry>[1], trx: Transaction): Promise<Entry> {
  const entry = await readEntry(trx, student);
  if (!entry.last || entry.last.outcome !== null) return entry;
  await endCohort({ ...entry.last, no: cohortNo(entry.last.place) }, trx);
  return readEntry(trx, student);
}
