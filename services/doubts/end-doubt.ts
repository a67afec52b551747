import type { Knex } from 'knex';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import type { FailureType } from '../../domain/failures.js';
import type { Run } from '../../domain/workflow-ids.js';

/** How a run that did not reach its goal ends. */
export type DoubtEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };

/** Ends a run that cannot go on. Does nothing when the message is not this run's any more. */
export async function endDoubt({ db }: { db: Knex }, run: Run, end: DoubtEnd): Promise<void> {
  await DoubtMessage.query(db)
    .findById(run.id)
    .where({ runNo: run.runNo })
    .whereIn('status', ['queued', 'processing'])
    .patch({ ...end, phase: null, draft: null, finishedAt: new Date(), nextCheckAt: null });
}
