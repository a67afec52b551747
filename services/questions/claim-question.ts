import type { Knex } from 'knex';
import { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/workflow-ids.js';
import { claimRun } from '../runs/runs.js';

/**
 * The first act of a run at an answer.
 * @returns whether there is an image to be read, and then to be removed
 * @throws Failure Superseded.
 */
export async function claimQuestion({ db }: { db: Knex }, run: Run): Promise<{ hasImage: boolean }> {
  await claimRun('questions', run, db);
  const { hasImage } = await Question.query(db).findById(run.id).select('hasImage').throwIfNotFound();
  return { hasImage };
}
