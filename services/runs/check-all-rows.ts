import type { Knex } from 'knex';
import { checkRowsNow } from '../../db/queries/runs.js';
import { FLOW_NAMES } from '../../domain/runs/flows.js';

/** Rows that one statement locks. */
const BATCH = 1_000;

/**
 * Has the reconciler's next passes look at every open row, also at those whose timers are not to wake for long: what
 * Temporal knew of them is lost.
 */
export async function checkAllRows(db: Knex): Promise<void> {
  for (const flow of FLOW_NAMES) while ((await checkRowsNow(db, flow, BATCH)) === BATCH);
}
