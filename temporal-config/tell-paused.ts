import type { Client } from '@temporalio/client';
import type { Log } from '../services/shared/ports.js';
import { readSchedules } from './read-schedules.js';

const HOUR_MS = 3_600_000;

/** Warns of every schedule that is paused, now and once an hour: a pause is forgotten easily. */
export async function tellPausedHourly(client: Client, prefix: string, log: Log): Promise<void> {
  const tell = () =>
    tellPaused(client, prefix, log).catch((error: Error) =>
      log.warn({ error: error.name }, 'nobody knows whether a schedule is paused'),
    );
  await tell();
  setInterval(tell, HOUR_MS).unref();
}

/** Warns of every schedule that is paused. */
export async function tellPaused(client: Client, prefix: string, log: Log): Promise<void> {
  for (const [schedule, { paused, note }] of await readSchedules(client, prefix))
    if (paused) log.warn({ schedule, note }, 'a schedule is paused');
}
