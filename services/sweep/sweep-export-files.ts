import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Export } from '../../db/models/export.js';
import { exportPrefix } from '../../domain/object-keys.js';

const BATCH = 100;

/**
 * Removes the files of exports whose time is over, and what tries left that came to nothing. A file goes before its row
 * says so, so that none is forgotten.
 * @returns how many exports lost their files
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepExportFiles(
  { db, storage }: { db: Knex; storage: ObjectStorage },
  signal: AbortSignal,
): Promise<number> {
  let files = 0;
  for (;;) {
    const due = await filesDue(db).limit(BATCH).select('id', 'userId', 'status');
    for (const row of due) {
      await storage.deletePrefix(exportPrefix(row), signal);
      files += await markRemoved(db, row);
    }
    if (due.length < BATCH) return files;
  }
}

const filesDue = (db: Knex) =>
  Export.query(db).whereIn('status', ['ready', 'failed', 'cancelled']).whereRaw('expires_at < now()');

/** Of two passes at once one finds the row as it was. */
const markRemoved = async (db: Knex, { id, status }: Export): Promise<number> =>
  filesDue(db)
    .where({ id, status })
    .patch(status === 'ready' ? { status: 'expired' } : { expiresAt: null });
