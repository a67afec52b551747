import type { Knex } from 'knex';
import { Problem, serviceUnavailable } from '../../domain/problems.js';
import type { Jobs } from '../shared/ports.js';
import { lookAsSupport, type Supporter } from './act-as-support.js';

/**
 * Begins a run of a schedule now. It is written down before Temporal is asked, so that no run is without a reason; the
 * line stays where Temporal does not answer.
 * @throws Problem not-found for a schedule that there is not; service-unavailable; those of lookAsSupport.
 */
export async function runJob(
  { db, jobs }: { db: Knex; jobs: Jobs },
  { supporter, name, reason }: { supporter: Supporter; name: string; reason: string },
): Promise<void> {
  const details = { name };
  await lookAsSupport({ db }, { supporter, deed: 'ran-job', reason, studentId: null, details }, async () => {
    if (!jobs.names.includes(name)) throw new Problem('not-found', `The schedules are: ${jobs.names.join(', ')}.`);
  });
  await jobs.run(name).catch((error: unknown) => {
    throw serviceUnavailable('Temporal, which keeps the schedules, does not answer.', error);
  });
}
