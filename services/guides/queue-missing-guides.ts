import type { Knex } from 'knex';
import { Guide } from '../../db/models/guide.js';
import { Material } from '../../db/models/material.js';
import { materialsWithoutGuide } from '../../db/queries/guides.js';
import { firstRun } from '../runs/run-start.js';
import type { Clock } from '../shared/clock.js';

/** Guides in work at most, while older materials get theirs. */
const MAX_OPEN = 20;

/**
 * Queues guides of materials that were ingested before there were any, some at a time. The reconciler, which calls
 * this before each pass, starts their runs; uploads that come meanwhile are done first.
 */
export async function queueMissingGuides({ db, clock }: { db: Knex; clock: Clock }): Promise<void> {
  const open = await Guide.query(db).modify('open').resultSize();
  if (open >= MAX_OPEN) return;
  const now = clock();
  for (const id of await materialsWithoutGuide(db, MAX_OPEN - open)) {
    await db.transaction(async (trx) => {
      // It may be deleted, or read again, by now; whoever does that queues its guide, where it has one.
      const material = await Material.query(trx).findById(id).modify('searchable').forShare().skipLocked();
      if (!material) return;
      const run = { ...firstRun('buildGuide', id, now), nextCheckAt: now };
      await Guide.query(trx)
        .insert({ ...run, userId: material.ownerId })
        .onConflict('id')
        .ignore();
    });
  }
}
