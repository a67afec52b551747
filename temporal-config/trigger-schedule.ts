import type { Client } from '@temporalio/client';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import type { Jobs } from '../services/shared/ports.js';
import { SCHEDULE_NAMES, scheduleId } from './schedules.js';

/** Begins runs of the schedules there are. */
export function createJobs(client: Client, prefix: string): Jobs {
  return {
    names: SCHEDULE_NAMES,
    run: (name) =>
      client.connection.withDeadline(Date.now() + ENGINE_WAITS_MS.temporalAdministration, () =>
        client.schedule.getHandle(scheduleId(prefix, name)).trigger(),
      ),
  };
}
