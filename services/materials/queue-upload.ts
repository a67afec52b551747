import { type Transaction, UniqueViolationError } from 'objection';
import { Material } from '../../db/models/material.js';
import { hashJson } from '../../lib/hash-json.js';
import { raiseVersion } from '../game/raise-version.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';
import { completeKey, type Lease } from '../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';
import { assertQuota, type MaterialQuota } from './quota.js';

export interface QueueDeps extends TransactionDeps {
  quota: MaterialQuota;
}

/** The material, and whether this upload made it or found it there. */
export interface UploadResult {
  materialId: string;
  created: boolean;
}

/** What a student says of a material. */
export interface MaterialNames {
  title: string;
  /** `subject/topic`, of the catalog. */
  topic?: string | undefined;
}

/** An upload whose bytes are in storage under its row's id. */
export interface StoredUpload extends MaterialNames {
  materialId: string;
  caller: Caller;
  bytes: number;
  sha256: string;
  lease: Lease | undefined;
}

/**
 * Queues the row of an upload whose bytes are stored, unless the student has these bytes already;
 * two at once are decided by the unique index.
 * @throws Problem idempotency-key-in-use, storage-full, daily-pages-reached; those of lockCallerForShare.
 */
export async function queueUpload(deps: QueueDeps, stored: StoredUpload): Promise<UploadResult> {
  const queue = () => inTransaction(deps, (trx, after) => queueOrFind(deps, stored, after, trx));
  return queue().catch((error: unknown) => {
    if (error instanceof UniqueViolationError) return queue();
    throw error;
  });
}

async function queueOrFind(
  { quota, clock }: QueueDeps,
  stored: StoredUpload,
  after: AfterCommit,
  trx: Transaction,
): Promise<UploadResult> {
  const { materialId, caller, title, topic, bytes, sha256, lease } = stored;
  const { userId } = caller;
  await lockCallerForShare(caller, trx);
  const material = await Material.query(trx).findById(materialId).forNoKeyUpdate().throwIfNotFound();
  const twin = await Material.query(trx).findOne({ ownerId: userId, sha256 }).modify('searchable');
  if (!twin) {
    await assertQuota(quota, { userId, bytes }, trx);
    const topicId = await topicIdOf(topic, trx);
    const run = firstRun('ingestMaterial', materialId, clock());
    await material.$query(trx).patch({ ...run, title, topicId, bytes, sha256 });
    after.start.push(startOf('ingestMaterial', { id: materialId, runNo: 1, userId }));
  }
  const result = { materialId: twin?.id ?? materialId, created: !twin };
  if (lease)
    await completeKey(lease, { resourceId: result.materialId, fingerprint: uploadFingerprint(sha256, stored) }, trx);
  if (result.created) await raiseVersion(userId, trx);
  return result;
}

/** What an upload asks for: these bytes under these names. */
export const uploadFingerprint = (sha256: string, { title, topic }: MaterialNames): string =>
  hashJson([sha256, title, ...(topic === undefined ? [] : [topic])]);
