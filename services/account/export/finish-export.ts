import type { Knex } from 'knex';
import type { ObjectStorage } from '../../../clients/storage.js';
import { Export } from '../../../db/models/export.js';
import { exportKey, exportPrefix } from '../../../domain/object-keys.js';
import { Problem } from '../../../domain/problems.js';
import { Failure, type FailureType } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/workflow-ids.js';
import { queueMail } from '../../mail/queue-mail.js';
import { type CommitDeps, startAfterCommit } from '../../runs/after-commit.js';
import { lockRun } from '../../runs/runs.js';
import { lockActiveUserForShare } from '../../shared/active-user.js';
import type { WorkflowStart } from '../../shared/ports.js';
import type { Written } from './write-export.js';

/** How long the file and its link live. */
const LIFE_MS = 86_400_000;

export interface FinishExportDeps extends CommitDeps {
  db: Knex;
  storage: ObjectStorage;
}

/**
 * Makes a written file the student's, for 24 hours from now, and has them told by mail. Repeating it is harmless.
 * @throws Failure Superseded when the row is not this try's any more or its owner is leaving; its file is removed.
 */
export async function finishExport(deps: FinishExportDeps, written: Written & { bytes: number }): Promise<'ready'> {
  const { db, storage } = deps;
  const row = await Export.query(db).findById(written.id);
  if (row && isFinishedBy(row, written)) return 'ready';
  // Without its row a file is without its owner's id as well; who removed the row removes the owner's files.
  if (!row) throw new Failure('Superseded');
  try {
    await startAfterCommit(deps, await makeReady(db, row.userId, written));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await storage.delete(exportKey({ ...written, userId: row.userId }));
    throw new Failure('Superseded', { cause: error });
  }
  return 'ready';
}

const isFinishedBy = (row: Export, { runNo, writeNo }: Written): boolean =>
  row.runNo === runNo && row.writeNo === writeNo && (row.status === 'ready' || row.status === 'expired');

function makeReady(db: Knex, userId: string, { bytes, writeNo, ...run }: Written & { bytes: number }) {
  return db.transaction(async (trx): Promise<WorkflowStart> => {
    await lockActiveUserForShare(userId, trx);
    await lockRun('exports', run, trx);
    const now = Date.now();
    const ready = await Export.query(trx)
      .where({ id: run.id, writeNo })
      .patch({
        status: 'ready',
        bytes,
        expiresAt: new Date(now + LIFE_MS),
        finishedAt: new Date(now),
        nextCheckAt: null,
      });
    if (ready === 0) throw new Failure('Superseded');
    return queueMail({ userId, kind: 'export-ready' }, trx);
  });
}

const isRefusal = (error: unknown): boolean =>
  (error instanceof Failure && error.type === 'Superseded') ||
  (error instanceof Problem && error.type === 'account-closed');

/** How a run that did not reach its goal ends. */
export type ExportEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };

/**
 * Ends a run that cannot go on, and removes what it wrote. Does nothing when the row is not this run's any more.
 * The row comes first: what storage does not remove now is the sweep's.
 */
export async function endExport({ db, storage, log }: FinishExportDeps, run: Run, end: ExportEnd): Promise<void> {
  const [row] = await Export.query(db)
    .where({ id: run.id, runNo: run.runNo })
    .whereIn('status', ['queued', 'processing'])
    .patch({ ...end, finishedAt: new Date(), nextCheckAt: null })
    .returning(['id', 'userId']);
  if (!row) return;
  try {
    await storage.deletePrefix(exportPrefix(row));
  } catch {
    log.warn({ exportId: run.id }, 'what was written of an export is left for the sweep');
  }
}
