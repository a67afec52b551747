import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Guide } from '../../db/models/guide.js';
import { INGESTED_STATES, Material } from '../../db/models/material.js';
import { checkDraft } from '../../domain/guides/guide-draft.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import type { PassageSource } from '../questions/passage-source.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';

export interface StoreGuideDeps {
  db: Knex;
  source: PassageSource;
  clock: Clock;
}

/**
 * Stores a drafted guide. Every quote is held against its page in this transaction and with the page locked, so that
 * nothing is stored that does not stand there.
 * @returns `cancelled` for a material that is being read again: the end of that queues its guide anew
 * @throws Failure Superseded, also for a material that is being deleted.
 */
export function storeGuide(deps: StoreGuideDeps, run: Run): Promise<'ready' | 'cancelled'> {
  const step = { ...run, flow: 'buildGuide', states: ['ready', 'cancelled'] } as const;
  return finishOnce(deps, step, () => writeInRun(deps, 'buildGuide', run, (guide, trx) => store(deps, guide, trx)));
}

async function store(
  { source, clock }: StoreGuideDeps,
  guide: Guide,
  trx: Transaction,
): Promise<'ready' | 'cancelled'> {
  const { draft, userId, id } = guide;
  if (!draft) throw new Failure('Superseded');
  const pages = await source.lockPages(userId, draft.spans, trx);
  const material = await Material.query(trx).findById(id).select('status');
  if (!material || material.status === 'deleting') throw new Failure('Superseded');
  if (!INGESTED_STATES.some((state) => state === material.status)) {
    await finishRow('buildGuide', guide, { status: 'cancelled' }, clock(), trx);
    return 'cancelled';
  }
  await finishRow('buildGuide', guide, { status: 'ready', ...checkDraft(draft, pages) }, clock(), trx);
  return 'ready';
}
