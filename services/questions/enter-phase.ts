import type { Knex } from 'knex';
import { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/workflow-ids.js';
import { lockRun } from '../runs/runs.js';

/** Says in the row what its run is at. @throws Failure Superseded. */
export async function enterPhase(db: Knex, run: Run, phase: NonNullable<Question['phase']>): Promise<Question> {
  return db.transaction(async (trx) => {
    await lockRun('questions', run, trx);
    return Question.query(trx).patchAndFetchById(run.id, { phase });
  });
}
