import { createHash } from 'node:crypto';
import { type Transaction, UniqueViolationError } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Export } from '../../../db/models/export.js';
import { Problem } from '../../../domain/problems.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { firstRun, startOf } from '../../runs/run-start.js';
import { audit } from '../../shared/audit.js';
import { completeKey, type IdempotentRequest, type Lease, withIdempotencyKey } from '../../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../../shared/lock-caller.js';

const DAY_MS = 86_400_000;
/** Exports that a student may have finished within a day. */
const A_DAY = 3;

/** Every request asks for the same: everything. */
const FINGERPRINT = createHash('sha256').update('export').digest('hex');

/**
 * Queues an export of everything a student has here; while one is being made, that is the answer.
 * @returns the id of the export
 * @throws Problem too-many-requests after three in a day; idempotency-key-*; those of lockCallerForShare.
 */
export function requestExport(
  deps: TransactionDeps,
  { caller, idempotent }: { caller: Caller; idempotent: IdempotentRequest | undefined },
): Promise<string> {
  return withIdempotencyKey(deps, idempotent, {
    first: (lease) => openExport(deps, { caller, lease }),
    fingerprint: async () => FINGERPRINT,
    repeat: (exportId) => exportId,
  });
}

async function openExport(deps: TransactionDeps, input: { caller: Caller; lease: Lease | undefined }): Promise<string> {
  const open = () => inTransaction(deps, (trx, after) => openOrFind(deps, input, after, trx));
  // Two at once are decided by the unique index; the second then finds the first one's.
  return open().catch((error: unknown) => {
    if (error instanceof UniqueViolationError) return open();
    throw error;
  });
}

async function openOrFind(
  { clock }: TransactionDeps,
  { caller, lease }: { caller: Caller; lease: Lease | undefined },
  after: AfterCommit,
  trx: Transaction,
): Promise<string> {
  await lockCallerForShare(caller, trx);
  const { userId } = caller;
  const open = await Export.query(trx).findOne({ userId }).modify('open');
  const exportId = open?.id ?? (await queueExport(userId, clock(), after, trx));
  if (lease) await completeKey(lease, { resourceId: exportId, fingerprint: FINGERPRINT }, trx);
  return exportId;
}

async function queueExport(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<string> {
  const { id } = await Export.query(trx).insert({ ...firstRun('exportAccount', uuidv7(), now), userId });
  await assertAllowance(userId, now, trx);
  await audit({ action: 'export.requested', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
  after.start.push(startOf('exportAccount', { id, runNo: 1, userId }));
  return id;
}

/** Counted after the insert: the one open export is ours by then, so that no other can be finished meanwhile. */
async function assertAllowance(userId: string, now: Date, trx: Transaction): Promise<void> {
  const since = new Date(now.getTime() - DAY_MS);
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
