import type { Knex } from 'knex';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import type { Run } from '../../domain/workflow-ids.js';
import { claimRun } from '../runs.js';

/**
 * The first act of a run at an answer.
 * @returns whether there is a picture to be read, and then to be removed
 * @throws Failure Superseded.
 */
export async function claimDoubt({ db }: { db: Knex }, run: Run): Promise<{ hasImage: boolean }> {
  await claimRun('doubt_messages', run, db);
  const { hasImage } = await DoubtMessage.query(db).findById(run.id).select('hasImage').throwIfNotFound();
  return { hasImage };
}
