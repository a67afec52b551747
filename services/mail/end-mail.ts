import type { Knex } from 'knex';
import { Mail } from '../../db/models/mail.js';
import type { FailureType } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/workflow-ids.js';

/** How a run that did not reach its goal ends. */
export type MailEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };

/** Ends a run that cannot go on. Does nothing when the mail is not this run's any more. */
export async function endMail({ db }: { db: Knex }, run: Run, end: MailEnd): Promise<void> {
  await Mail.query(db)
    .findById(run.id)
    .where({ runNo: run.runNo })
    .whereIn('status', ['queued', 'processing'])
    .patch({ ...end, recipientAddress: null, finishedAt: new Date(), nextCheckAt: null });
}
