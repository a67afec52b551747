import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type Transaction, UniqueViolationError } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Export } from '../../../db/models/export.js';
import { Problem } from '../../../domain/problems.js';
import { type CommitDeps, startAfterCommit } from '../../runs/after-commit.js';
import { firstCheckAt } from '../../runs/runs.js';
import { startOfExport } from '../../runs/workflow-starts.js';
import { lockActiveUserForShare } from '../../shared/active-user.js';
import { audit } from '../../shared/audit.js';
import { completeKey, type IdempotentRequest, type Lease, withIdempotencyKey } from '../../shared/idempotency.js';
import type { WorkflowStart } from '../../shared/ports.js';

const DAY_MS = 86_400_000;
/** Exports that a student may have finished within a day. */
const A_DAY = 3;

/** Every request asks for the same: everything. */
const FINGERPRINT = createHash('sha256').update('export').digest('hex');

export interface RequestExportDeps extends CommitDeps {
  db: Knex;
}

/**
 * Queues an export of everything a student has here; while one is being made, that is the answer.
 * @returns the id of the export
 * @throws Problem too-many-requests after three in a day; account-closed, idempotency-key-*.
 */
export function requestExport(
  deps: RequestExportDeps,
  { userId, idempotent }: { userId: string; idempotent: IdempotentRequest | undefined },
): Promise<string> {
  return withIdempotencyKey(deps.db, idempotent, {
    first: (lease) => openExport(deps, userId, lease),
    fingerprint: async () => FINGERPRINT,
    repeat: (exportId) => exportId,
  });
}

async function openExport(deps: RequestExportDeps, userId: string, lease: Lease | undefined): Promise<string> {
  const open = () => deps.db.transaction((trx) => openOrFind(trx, userId, lease));
  // Two at once are settled by the unique index; the second then finds the first one's.
  const { exportId, start } = await open().catch((error: unknown) => {
    if (error instanceof UniqueViolationError) return open();
    throw error;
  });
  if (start) await startAfterCommit(deps, start);
  return exportId;
}

async function openOrFind(
  trx: Transaction,
  userId: string,
  lease: Lease | undefined,
): Promise<{ exportId: string; start: WorkflowStart | undefined }> {
  await lockActiveUserForShare(userId, trx);
  const open = await Export.query(trx).findOne({ userId }).modify('open');
  const start = open ? undefined : await queueExport(trx, userId);
  const exportId = open?.id ?? (start as WorkflowStart).resourceId;
  if (lease) await completeKey(lease, { resourceId: exportId, fingerprint: FINGERPRINT }, trx);
  return { exportId, start };
}

async function queueExport(trx: Transaction, userId: string): Promise<WorkflowStart> {
  const start = startOfExport({ id: uuidv7(), runNo: 1, userId });
  const { resourceId: id, workflowId } = start;
  await Export.query(trx).insert({ id, userId, status: 'queued', workflowId, nextCheckAt: firstCheckAt() });
  await assertAllowance(trx, userId);
  await audit({ action: 'export.requested', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
  return start;
}

/** Counted after the insert: the one open export is ours by then, so that no other can be finished meanwhile. */
async function assertAllowance(trx: Transaction, userId: string): Promise<void> {
  const since = new Date(Date.now() - DAY_MS);
  const finished = await Export.query(trx)
    .where({ userId })
    .whereIn('status', ['ready', 'expired'])
    .where('finishedAt', '>', since)
    .orderBy('finishedAt', 'desc')
    .limit(A_DAY)
    .select('finishedAt');
  const oldest = finished[A_DAY - 1]?.finishedAt;
  if (!oldest) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((oldest.getTime() - since.getTime()) / 1_000));
  throw new Problem('too-many-requests', `An account can be exported ${A_DAY} times a day.`, { retryAfterSeconds });
}
