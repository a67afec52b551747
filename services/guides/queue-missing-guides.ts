import type { Knex } from 'knex';
import { Guide } from '../../db/models/guide.js';
import { Material } from '../../db/models/material.js';
import { materialsWithoutGuide } from '../../db/queries/guides.js';
import { isOpen } from '../../domain/runs/flows.js';
import { requeueByReconciler } from '../runs/requeue-run.js';
import { firstRunByReconciler } from '../runs/run-start.js';
import type { Clock } from '../shared/clock.js';
import { lockGuide } from './queue-guide.js';

interface QueueMissingGuidesDeps {
  db: Knex;
  clock: Clock;
}

/** Guides in work at most, while older materials get theirs. */
const MAX_OPEN = 20;

/**
 * Queues guides of materials that were ingested before there were any, some at a time, and again those whose run failed
 * or was cancelled a day ago. The reconciler calls this after each pass and starts their runs in the next one; uploads
 * that come meanwhile are done first.
 */
export async function queueMissingGuides(deps: QueueMissingGuidesDeps): Promise<void> {
  const open = await Guide.query(deps.db).modify('open').resultSize();
  if (open >= MAX_OPEN) return;
  for (const id of await materialsWithoutGuide(deps.db, MAX_OPEN - open)) await queueOne(deps, id);
}

const queueOne = ({ db, clock }: QueueMissingGuidesDeps, id: string): Promise<void> =>
  db.transaction(async (trx) => {
    const known = await lockGuide(id, trx);
    if (known && isOpen('buildGuide', known)) return;
    // It may be deleted, or read again, by now; whoever does that queues its guide, where it has one.
    const material = await Material.query(trx).findById(id).modify('ingested').forShare().skipLocked();
    if (!material) return;
    const now = clock();
    if (known) {
      await requeueByReconciler('buildGuide', known, now, trx);
      return;
    }
    await Guide.query(trx)
      .insert({ ...firstRunByReconciler('buildGuide', id, now), userId: material.ownerId })
      .onConflict('id')
      .ignore();
  });
