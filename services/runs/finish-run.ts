import type { Knex } from 'knex';
import type { PartialModelObject, Transaction } from 'objection';
import type { RunEntity } from '../../db/models/run-entity.js';
import { FLOWS, type Flow, type Run } from '../../domain/runs/flows.js';
import type { RunEnd } from '../../domain/runs/run-end.js';
import { raiseVersion } from '../game/raise-version.js';
import type { Clock } from '../shared/clock.js';
import { type FlowRows, modelOf, ownerOf } from './flow-rows.js';

/** What every finished row has, whichever way it ended. */
export const finishedColumns = (flow: Flow, now: Date) => ({
  ...FLOWS[flow].clearedAtEnd,
  finishedAt: now,
  nextCheckAt: null,
});

/** Writes a final state, and what belongs to it, to a row that is locked. */
export async function finishRow<F extends Flow>(
  flow: F,
  row: FlowRows[F],
  columns: PartialModelObject<FlowRows[F]> & { status: FlowRows[F]['status'] },
  now: Date,
  trx: Transaction,
): Promise<void> {
  await (row as RunEntity)
    .$query(trx)
    .patch({ ...finishedColumns(flow, now), ...columns } as PartialModelObject<RunEntity>);
}

/**
 * Ends a run that cannot go on, queued or begun. Does nothing when the row is not this run's any more.
 * @returns the row, when this ended it
 */
export async function endRun<F extends Flow>(
  { db, clock }: { db: Knex; clock: Clock },
  flow: F,
  { id, runNo }: Run,
  end: RunEnd,
): Promise<FlowRows[F] | undefined> {
  return db.transaction(async (trx) => {
    const [row] = await modelOf(flow)
      .query(trx)
      .where({ id, runNo })
      .whereIn('status', [...FLOWS[flow].open])
      .patch({ ...finishedColumns(flow, clock()), ...end } as PartialModelObject<RunEntity>)
      .returning('*');
    const ended = row as FlowRows[F] | undefined;
    const userId = ended && FLOWS[flow].onDashboard ? ownerOf(flow, ended) : null;
    if (userId) await raiseVersion(userId, trx);
    return ended;
  });
}
