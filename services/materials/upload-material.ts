import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { type Transaction, UniqueViolationError } from 'objection';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import type { DocumentFormat } from '../../domain/pages.js';
import { ingestWorkflowId } from '../../domain/workflow-ids.js';
import { lockActiveUser } from '../active-user.js';
import { assertSameRequest, claimKey, completeKey, type KeyedRequest, type Lease, releaseKey } from '../idempotency.js';
import type { Log, WorkflowStarter } from '../ports.js';
import { firstCheckAt } from '../runs.js';
import { startAfterCommit } from '../start-after-commit.js';
import { originalKey } from './object-key.js';
import { sniffFormat } from './sniff-format.js';
import { createUploadMeter } from './upload-meter.js';

export interface UploadDeps {
  db: Knex;
  storage: ObjectStorage;
  starter: WorkflowStarter;
  log: Log;
  maxBytes: number;
}

export interface UploadInput {
  userId: string;
  /** The file's bytes as they arrive. */
  file: Readable;
  /** Settles when the whole form has been read; fields may follow the file. */
  title: () => Promise<string>;
  keyed: KeyedRequest | undefined;
  signal: AbortSignal;
}

/** The material, and whether this upload made it or found it there. */
export interface UploadResult {
  materialId: string;
  created: boolean;
}

/**
 * Takes a file into storage and queues its ingestion. Bytes go to S3 as they come; the row is there before them.
 * The same bytes again, by the same student, give the same material.
 * @throws Problem unsupported-media-type, payload-too-large, account-closed, idempotency-key-*.
 */
export async function uploadMaterial(deps: UploadDeps, input: UploadInput): Promise<UploadResult> {
  if (!input.keyed) return storeUpload(deps, input, undefined);
  const claim = await claimKey(deps.db, input.keyed);
  if (!claim.first) {
    assertSameRequest(claim.fingerprint, await fingerprintOf(deps, input));
    return { materialId: claim.resourceId, created: false };
  }
  try {
    return await storeUpload(deps, input, claim.lease);
  } catch (error) {
    await releaseKey(deps.db, claim.lease);
    throw error;
  }
}

async function storeUpload(deps: UploadDeps, input: UploadInput, lease: Lease | undefined): Promise<UploadResult> {
  const { format, stream } = await sniffFormat(input.file);
  const materialId = await openRow(deps.db, input.userId, format);
  let settled: UploadResult;
  try {
    const stored = await storeBytes(deps, materialId, format, stream, input.signal);
    const title = await input.title();
    settled = await queueOnce(deps.db, { materialId, userId: input.userId, title, ...stored, lease });
  } catch (error) {
    await discard(deps, materialId);
    throw error;
  }
  if (!settled.created) await discard(deps, materialId);
  else await startIngestion(deps, materialId, input.userId);
  return settled;
}

async function openRow(db: Knex, userId: string, format: DocumentFormat): Promise<string> {
  return db.transaction(async (trx) => {
    await lockActiveUser(userId, trx);
    const row = await Material.query(trx).insert({ ownerId: userId, title: '', format, status: 'uploading' });
    return row.id;
  });
}

async function storeBytes(
  { storage, maxBytes }: UploadDeps,
  materialId: string,
  format: DocumentFormat,
  stream: Readable,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const meter = createUploadMeter(maxBytes);
  const contentType = format === 'pdf' ? 'application/pdf' : `image/${format}`;
  // A failing pipeline destroys the meter, and with it the put that reads from it.
  const flow = pipeline(stream, meter.stream, { signal });
  const put = storage.put(originalKey(materialId), meter.stream, { contentType, signal });
  const [flowed, stored] = await Promise.allSettled([flow, put]);
  if (flowed.status === 'rejected') throw flowed.reason;
  if (stored.status === 'rejected') throw stored.reason;
  return { bytes: meter.bytes(), sha256: meter.sha256() };
}

interface Stored {
  materialId: string;
  userId: string;
  title: string;
  bytes: number;
  sha256: string;
  lease: Lease | undefined;
}

/** Queues the row, unless the student has these bytes already; two at once are settled by the unique index. */
async function queueOnce(db: Knex, stored: Stored): Promise<UploadResult> {
  try {
    return await db.transaction((trx) => queueOrFind(trx, stored));
  } catch (error) {
    if (error instanceof UniqueViolationError) return db.transaction((trx) => queueOrFind(trx, stored));
    throw error;
  }
}

async function queueOrFind(trx: Transaction, stored: Stored): Promise<UploadResult> {
  const { materialId, userId, title, bytes, sha256, lease } = stored;
  await lockActiveUser(userId, trx);
  const twin = await Material.query(trx)
    .findOne({ ownerId: userId, sha256 })
    .whereIn('status', ['queued', 'processing', 'ready', 'partial']);
  if (!twin) {
    const run = { id: materialId, runNo: 1 };
    const row = { title, bytes, sha256, workflowId: ingestWorkflowId(run), nextCheckAt: firstCheckAt() };
    await Material.query(trx)
      .findById(materialId)
      .patch({ ...row, status: 'queued' })
      .throwIfNotFound();
  }
  const result = { materialId: twin?.id ?? materialId, created: !twin };
  if (lease) await completeKey(lease, { resourceId: result.materialId, fingerprint: fingerprint(sha256, title) }, trx);
  return result;
}

async function startIngestion(deps: UploadDeps, materialId: string, userId: string): Promise<void> {
  const run = { id: materialId, runNo: 1 };
  const input = { materialId, userId, runNo: run.runNo };
  await startAfterCommit(deps, { flow: 'ingestMaterial', workflowId: ingestWorkflowId(run), input });
}

/** Takes back what an upload left; the object first, since the row is what names it. */
async function discard({ db, storage, log }: UploadDeps, materialId: string): Promise<void> {
  try {
    await storage.delete(originalKey(materialId));
    await Material.query(db).findById(materialId).where({ status: 'uploading' }).delete();
  } catch {
    log.warn({ materialId }, 'an unfinished upload is left for the sweep');
  }
}

async function fingerprintOf({ maxBytes }: UploadDeps, input: UploadInput): Promise<string> {
  const meter = createUploadMeter(maxBytes);
  meter.stream.resume();
  await pipeline(input.file, meter.stream, { signal: input.signal });
  return fingerprint(meter.sha256(), await input.title());
}

const fingerprint = (sha256: string, title: string): string =>
  createHash('sha256')
    .update(JSON.stringify([sha256, title]))
    .digest('hex');
