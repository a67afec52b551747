import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Export } from '../../db/models/export.js';
import { exportPrefix } from '../../domain/object-keys.js';
import type { Clock } from '../shared/clock.js';

const BATCH = 100;

/**
 * Removes the files of exports whose time is over, and what tries left that came to nothing. A file goes before its row
 * says so, so that none is forgotten.
 * @returns how many exports lost their files
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepExportFiles(
  { db, storage, clock }: { db: Knex; storage: ObjectStorage; clock: Clock },
  signal: AbortSignal,
): Promise<number> {
  let files = 0;
  for (;;) {
    const due = await filesDue(clock(), db).limit(BATCH).select('id', 'userId', 'status');
    for (const row of due) {
      await storage.deletePrefix(exportPrefix(row), signal);
      files += await markRemoved(row, clock(), db);
    }
    if (due.length < BATCH) return files;
  }
}

const filesDue = (now: Date, db: Knex) =>
  Export.query(db).whereIn('status', ['ready', 'failed', 'cancelled']).where('expiresAt', '<', now);

/** Of two passes at once one finds the row as it was. */
const markRemoved = async ({ id, status }: Export, now: Date, db: Knex): Promise<number> =>
  filesDue(now, db)
    .where({ id, status })
    .patch(status === 'ready' ? { status: 'expired' } : { expiresAt: null });
