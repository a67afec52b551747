import type { Knex } from 'knex';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import type { Run } from '../../domain/workflow-ids.js';
import { claimRun } from '../runs.js';

/**
 * The first act of a run at an answer.
 * @returns whether a picture must be read first
 * @throws Failure Superseded.
 */
export async function claimDoubt({ db }: { db: Knex }, run: Run): Promise<{ hasImage: boolean }> {
  await claimRun('doubt_messages', run, db);
  const { hasImage, imageText } = await DoubtMessage.query(db).findById(run.id).throwIfNotFound();
  return { hasImage: hasImage && imageText === null };
}
