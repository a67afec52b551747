import type { Knex } from 'knex';
import { Material } from '../../db/models/material.js';
import { MaterialPage } from '../../db/models/material-page.js';
import type { FailureType } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/workflow-ids.js';
import { lockRun } from '../runs/runs.js';

/**
 * Ends a run that read what could be read: `ready` only if every page is done, else `partial`, or `failed` with none.
 * @throws Failure Superseded.
 */
export async function finishMaterial({ db }: { db: Knex }, run: Run): Promise<'ready' | 'partial' | 'failed'> {
  return db.transaction(async (trx) => {
    await lockRun('materials', run, trx);
    const { pageCount } = await Material.query(trx).findById(run.id).select('pageCount').throwIfNotFound();
    const done = await MaterialPage.query(trx).where({ materialId: run.id, status: 'done' }).resultSize();
    const status = done === pageCount ? 'ready' : done > 0 ? 'partial' : 'failed';
    const failure = status === 'failed' ? 'PageFailed' : null;
    await Material.query(trx)
      .findById(run.id)
      .patch({ status, failure, phase: null, finishedAt: new Date(), nextCheckAt: null });
    return status;
  });
}

/** How a run that did not reach its goal ends. */
export type MaterialEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };

/** Ends a run that cannot go on. Does nothing when the row is not this run's any more. */
export async function endMaterial({ db }: { db: Knex }, run: Run, end: MaterialEnd): Promise<void> {
  await Material.query(db)
    .findById(run.id)
    .where({ runNo: run.runNo })
    .whereIn('status', ['queued', 'processing'])
    .patch({ ...end, phase: null, finishedAt: new Date(), nextCheckAt: null });
}
