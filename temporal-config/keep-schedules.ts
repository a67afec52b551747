import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { checkAllRows } from '../services/runs/check-all-rows.js';
import type { Log } from '../services/shared/ports.js';
import { createSchedules, syncSchedules } from './schedules.js';

/** Half of what lies between two passes of the reconciler. */
const LOOK_MS = 60_000;

/**
 * Brings the schedules up to date, and looks from then on whether one is missing: when Temporal's database is lost they
 * are gone, and the reconciler's with them, which would begin again whatever else was lost.
 */
export async function keepSchedules(client: Client, prefix: string, deps: { db: Knex; log: Log }): Promise<void> {
  await tell(await syncSchedules(client, prefix), deps);
  const look = () =>
    createSchedules(client, prefix)
      .then((created) => tell(created, deps))
      .catch(({ name }: Error) => deps.log.warn({ error: name }, 'nobody knows whether a schedule is missing'));
  setInterval(look, LOOK_MS).unref();
}

async function tell(schedules: string[], { db, log }: { db: Knex; log: Log }): Promise<void> {
  if (schedules.length === 0) return;
  log.info({ schedules }, 'schedules were created');
  await checkAllRows(db);
}
