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
    const due = await filesDue(db, clock()).limit(BATCH).select('id', 'userId', 'status');
    for (const row of due) {
      await storage.deletePrefix(exportPrefix(row), signal);
      files += await markRemoved(db, row, clock());
    }
    if (due.length < BATCH) return files;
  }
}

const filesDue = (db: Knex, now: Date) =>
  Export.query(db).whereIn('status', ['ready', 'failed', 'cancelled']).where('expiresAt', '<', now);

/** Of two passes at once one finds the row as it was. */
const markRemoved = async (db: Knex, { id, status }: Export, now: Date): Promise<number> =>
  filesDue(db, now)
    .where({ id, status })
    .patch(status === 'ready' ? { status: 'expired' } : { expiresAt: null });
