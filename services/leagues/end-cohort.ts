import type { Transaction } from 'objection';
import { listMembers, lockPlaces, writeResults } from '../../db/queries/league-ends.js';
import type { Cohort } from '../../domain/social/leagues/cohorts.js';
import { outcomeOfLeaver, standingsOf } from '../../domain/social/leagues/standings.js';

/**
 * Counts the week of a cohort that is over: ranks its members by the ledger, and says who goes up and who down. Whoever
 * does it, when and how often, each member has the same result, and has it once.
 */
export async function endCohort(cohort: Cohort, trx: Transaction): Promise<void> {
  const { tier } = cohort;
  await lockPlaces(trx, cohort);
  const members = await listMembers(trx, cohort);
  if (members.every(({ isCounted }) => isCounted)) return;
  const standings = standingsOf(
    tier,
    members.filter(({ hasLeft }) => !hasLeft),
  );
  const leavers = members
    .filter(({ hasLeft }) => hasLeft)
    .map((member) => ({ ...member, rank: null, outcome: outcomeOfLeaver(tier) }));
  await writeResults(trx, cohort, { students: standings.length, results: [...standings, ...leavers] });
}
