import type { Knex } from 'knex';
import { insertMatchings, listTiersToMatch, listUncounted } from '../../db/queries/league-ends.js';
import type { Cohort } from '../../domain/social/leagues/cohorts.js';
import { matchingOf } from '../../domain/social/leagues/matching.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { inBatches } from '../../lib/in-batches.js';
import type { EndedCohorts } from '../../workflows/end-league-weeks/messages.js';
import { leaveToNextPass } from '../shared/leave-to-next-pass.js';
import type { Log } from '../shared/ports.js';
import { endCohort } from './end-cohort.js';

/** Cohorts that are listed at once, and those of them that are counted at the same time. */
const BATCH = 500;
const AT_ONCE = 4;

/**
 * Counts every cohort whose week is over and that nobody has counted, whichever week that is, and says how the tiers of
 * this week are parted. A cohort that fails is left to the next pass.
 * @param input.report is told the counts so far
 * @throws the signal's reason, or where an engine is away, with some counted.
 */
export async function endLeagueWeeks(
  deps: { db: Knex; log: Log },
  { report }: { report: (ended: EndedCohorts) => void },
  signal: AbortSignal,
): Promise<EndedCohorts> {
  const { db } = deps;
  const ended: EndedCohorts = { cohorts: 0, failed: 0 };
  for await (const batch of inBatches<Cohort>(BATCH, (after, limit) => listUncounted(db, { after, limit }))) {
    await forEachConcurrent(AT_ONCE, batch, signal, async (cohort) => {
      ended[await endOne(deps, cohort)] += 1;
    });
    report(ended);
  }
  const tiers = await listTiersToMatch(db);
  await insertMatchings(
    db,
    tiers.map(({ week, tier, ...known }) => ({ week, tier, ...matchingOf(known) })),
  );
  return ended;
}

/** @throws what says that an engine is away: then the whole is tried again */
async function endOne({ db, log }: { db: Knex; log: Log }, cohort: Cohort): Promise<keyof EndedCohorts> {
  try {
    await db.transaction((trx) => endCohort(cohort, trx));
    return 'cohorts';
  } catch (error) {
    return leaveToNextPass(error, { log, fields: cohort, message: 'a cohort was not counted' });
  }
}
