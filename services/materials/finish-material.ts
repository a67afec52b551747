import type { Transaction } from 'objection';
import type { Material } from '../../db/models/material.js';
import { MaterialPage } from '../../db/models/material-page.js';
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
 * Ends a run that read what could be read: `ready` only if every page is done, else `partial`; `failed` where none is,
 * or where no page has any text.
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
    const { status, failure } = await outcomeOf(material, trx);
    const now = deps.clock();
    await finishRow('ingestMaterial', material, { status, failure }, now, trx);
    if (status !== 'failed') {
      await queueGuide(guide, material, now, after, trx);
      const facts = { materialId: run.id, isPartial: status === 'partial' };
      await writeNotices(trx, material.ownerId, [{ kind: 'material-ready', topic: run.id, facts }]);
    }
    await raiseVersion(material.ownerId, trx);
    return status;
  });

/** Some pages may be blank among others; a material of which nothing can be asked is not called ready. */
async function outcomeOf({ id, pageCount, pagesDone }: Material, trx: Transaction) {
  const isWhole = pagesDone === pageCount;
  const withText = await MaterialPage.query(trx)
    .where({ materialId: id, status: 'done' })
    .whereNot({ text: '' })
    .select('pageNo')
    .first();
  if (withText) return { status: isWhole ? 'ready' : 'partial', failure: null } as const;
  return { status: 'failed', failure: pagesDone > 0 && isWhole ? 'Empty' : 'PageFailed' } as const;
}
