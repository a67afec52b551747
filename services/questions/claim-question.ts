import type { Knex } from 'knex';
import type { Run } from '../../domain/runs/flows.js';
import { claimRun } from '../runs/claim-run.js';

/**
 * The first act of a run at an answer.
 * @returns whether there is an image to be read, and then to be removed
 * @throws Failure Superseded.
 */
export async function claimQuestion(deps: { db: Knex }, run: Run): Promise<{ hasImage: boolean }> {
  const { hasImage } = await claimRun(deps, 'answerQuestion', run);
  return { hasImage };
}
