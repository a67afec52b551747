import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import type { SweptFiles } from '../../workflows/sweep/messages.js';
import type { Clock } from '../shared/clock.js';
import { sweepExportFiles } from './sweep-export-files.js';
import { sweepObjects } from './sweep-objects.js';
import { sweepUploads } from './sweep-uploads.js';

/** How old an object must be before it is asked for its row. */
const ORPHAN_MS = 24 * 3_600_000;

export interface SweepFilesDeps {
  db: Knex;
  clock: Clock;
  storage: ObjectStorage;
}

/**
 * Removes from storage what nobody needs any more.
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepFiles(deps: SweepFilesDeps, signal: AbortSignal): Promise<SweptFiles> {
  const files = await sweepExportFiles(deps, signal);
  const uploads = await sweepUploads(deps, signal);
  const objects = await sweepObjects(deps, { before: new Date(deps.clock().getTime() - ORPHAN_MS) }, signal);
  return { files, uploads, objects };
}
