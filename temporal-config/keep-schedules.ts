import type { Client } from '@temporalio/client';
import type { Log } from '../services/shared/ports.js';
import { createMissingSchedules, syncSchedules } from './schedules.js';

/** Half of what lies between two passes of the reconciler, which begins again what was lost together with its schedule. */
const LOOK_MS = 60_000;

/**
 * Brings the schedules up to date, and looks from then on whether one is missing: they are gone when Temporal's database
 * is lost, and nothing but a worker would begin any run again.
 */
export async function keepSchedules(client: Client, prefix: string, log: Log): Promise<void> {
  await syncSchedules(client, prefix);
  const look = () =>
    createMissingSchedules(client, prefix).then(
      (schedules) => schedules.length > 0 && log.warn({ schedules }, 'schedules were missing and are there again'),
      (error: Error) => log.warn({ error: error.name }, 'nobody knows whether a schedule is missing'),
    );
  setInterval(look, LOOK_MS).unref();
}
