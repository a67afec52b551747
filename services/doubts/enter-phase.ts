import type { Knex } from 'knex';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';

/** Says in the row what its run is at. @throws Failure Superseded. */
export async function enterPhase(db: Knex, run: Run, phase: NonNullable<DoubtMessage['phase']>): Promise<DoubtMessage> {
  return db.transaction(async (trx) => {
    await lockRun('doubt_messages', run, trx);
    return DoubtMessage.query(trx).patchAndFetchById(run.id, { phase });
  });
}
