import type { Knex } from 'knex';
import { MaterialPage } from '../../db/models/material-page.js';
import type { Run } from '../../domain/runs/flows.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';

export interface FinishMaterialDeps {
  db: Knex;
  clock: Clock;
}

/**
 * Ends a run that read what could be read: `ready` only if every page is done, else `partial`, or `failed` with none.
 * @throws Failure Superseded.
 */
export function finishMaterial(deps: FinishMaterialDeps, run: Run): Promise<'ready' | 'partial' | 'failed'> {
  const step = { ...run, flow: 'ingestMaterial', states: ['ready', 'partial', 'failed'] } as const;
  return finishOnce(deps, step, () => endIngestion(deps, run));
}

const endIngestion = (deps: FinishMaterialDeps, run: Run) =>
  writeInRun(deps, 'ingestMaterial', run, async (material, trx) => {
    const done = await MaterialPage.query(trx).where({ materialId: run.id, status: 'done' }).resultSize();
    const status = done === material.pageCount ? 'ready' : done > 0 ? 'partial' : 'failed';
    const failure = status === 'failed' ? 'PageFailed' : null;
    await finishRow('ingestMaterial', material, { status, failure }, deps.clock(), trx);
    return status;
  });
