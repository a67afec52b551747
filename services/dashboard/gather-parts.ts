import type { Knex } from 'knex';
import {
  DASHBOARD_PARTS,
  type DashboardDay,
  type DashboardPart,
  type PartRows,
  readParts,
} from '../../db/queries/dashboard-parts.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import type { Log } from '../shared/ports.js';

/** All parts together may take so long; then each is asked for alone. */
const WHOLE_MS = 1_500;
/** Each part alone. */
const PART_MS = 750;
/** Recommendations of who has done something since they were made look at ten tables. */
const RECOMMENDATIONS_MS = 1_500;
/** Parts that are asked for at a time: others need connections as well. */
const AT_ONCE = 3;

/**
 * Reads every part of a dashboard in one statement. Where that fails or is late each part is asked for alone, so that
 * the others are there without one that cannot be had.
 * @returns what could be read
 * @throws what the last part threw where none could
 */
export async function gatherParts({ db, log }: { db: Knex; log: Log }, day: DashboardDay): Promise<Partial<PartRows>> {
  try {
    return await readParts(db, DASHBOARD_PARTS, day, WHOLE_MS);
  } catch (error) {
    log.warn({ error: (error as Error).name }, 'the parts of a dashboard are asked for one by one');
    return gatherEach({ db, log }, day);
  }
}

async function gatherEach({ db, log }: { db: Knex; log: Log }, day: DashboardDay): Promise<Partial<PartRows>> {
  const found: Partial<PartRows> = {};
  let reason: unknown;
  const gather = async (part: DashboardPart) => {
    try {
      Object.assign(found, await readParts(db, [part], day, part === 'recommendations' ? RECOMMENDATIONS_MS : PART_MS));
    } catch (error) {
      reason = error;
      log.warn({ part, error: (error as Error).name }, 'a part of a dashboard could not be read');
    }
  };
  await forEachConcurrent(AT_ONCE, DASHBOARD_PARTS, undefined, gather);
  if (Object.keys(found).length === 0) throw reason;
  return found;
}
