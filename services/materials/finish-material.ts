import { writeNotices } from '../../db/queries/notices.js';
import type { Run } from '../../domain/runs/flows.js';
import { raiseVersion } from '../game/raise-version.js';
import { lockGuide, queueGuide } from '../guides/queue-guide.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockRun } from '../runs/lock-run.js';

export type FinishMaterialDeps = TransactionDeps;

/**
 * Ends a run that read what could be read: `ready` only if every page is done, else `partial`, or `failed` with none.
 * Its guide is queued with it, and made afterwards; a notice tells that it is ready.
 * @throws Failure Superseded.
 */
export function finishMaterial(deps: FinishMaterialDeps, run: Run): Promise<'ready' | 'partial' | 'failed'> {
  const step = { ...run, flow: 'ingestMaterial', states: ['ready', 'partial', 'failed'] } as const;
  return finishOnce(deps, step, () => endIngestion(deps, run));
}

const endIngestion = (deps: FinishMaterialDeps, run: Run) =>
  inTransaction(deps, async (trx, after) => {
    const guide = await lockGuide(run.id, trx);
    const material = await lockRun('ingestMaterial', run, trx);
    const { pagesDone } = material;
    const status = pagesDone === material.pageCount ? 'ready' : pagesDone > 0 ? 'partial' : 'failed';
    const failure = status === 'failed' ? 'PageFailed' : null;
    const now = deps.clock();
    await finishRow('ingestMaterial', material, { status, failure }, now, trx);
    if (status !== 'failed') {
      await queueGuide(guide, material, now, after, trx);
      const facts = { materialId: run.id, isPartial: status === 'partial' };
      await writeNotices(trx, material.ownerId, [{ kind: 'material-ready', topic: run.id, facts }]);
      await raiseVersion(material.ownerId, trx);
    }
    return status;
  });
