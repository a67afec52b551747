import type { Readable } from 'node:stream';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { originalKey } from '../../domain/object-keys.js';
import { type DocumentFormat, FORMATS } from '../../domain/text/formats.js';
import { type IdempotentRequest, type Lease, withIdempotencyKey } from '../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { sniffFormat } from '../uploads/sniff-format.js';
import { hashStream, storeStream } from '../uploads/store-stream.js';
import {
  type MaterialNames,
  type QueueDeps,
  queueUpload,
  type UploadResult,
  uploadFingerprint,
} from './queue-upload.js';

export interface UploadDeps extends QueueDeps {
  storage: ObjectStorage;
  maxBytes: number;
}

export interface UploadInput {
  caller: Caller;
  /** The file's bytes as they arrive. */
  file: Readable;
  /** What the form says of it; settles when the whole form has been read, since fields may follow the file. */
  named: () => Promise<MaterialNames>;
  idempotent: IdempotentRequest | undefined;
}

/**
 * Takes a file into storage and queues its ingestion. Bytes go to S3 as they come; the row is there before them.
 * The same bytes again, by the same student, give the same material.
 * @throws Problem unsupported-media-type, payload-too-large, not-found for a topic, storage-full, daily-pages-reached,
 * idempotency-key-*; those of lockCallerForShare.
 */
export function uploadMaterial(deps: UploadDeps, input: UploadInput, signal: AbortSignal): Promise<UploadResult> {
  return withIdempotencyKey(deps, input.idempotent, {
    first: (lease) => storeUpload(deps, { ...input, lease }, signal),
    fingerprint: () => readFingerprint(deps, input, signal),
    repeat: (materialId) => ({ materialId, created: false }),
  });
}

async function storeUpload(
  deps: UploadDeps,
  { caller, file, named, lease }: UploadInput & { lease: Lease | undefined },
  signal: AbortSignal,
): Promise<UploadResult> {
  const { format, stream } = await sniffFormat(file);
  const materialId = await openRow(deps, { caller, format });
  let result: UploadResult;
  try {
    const upload = {
      stream,
      key: originalKey(materialId),
      contentType: FORMATS[format].mediaType,
      maxBytes: deps.maxBytes,
    };
    const stored = await storeStream(deps, upload, signal);
    const names = await named();
    result = await queueUpload(deps, { materialId, caller, ...names, ...stored, lease });
  } catch (error) {
    await discard(deps, materialId);
    throw error;
  }
  if (!result.created) await discard(deps, materialId);
  return result;
}

async function openRow(
  { db }: UploadDeps,
  { caller, format }: { caller: Caller; format: DocumentFormat },
): Promise<string> {
  return db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const row = await Material.query(trx).insert({ ownerId: caller.userId, title: '', format, status: 'uploading' });
    return row.id;
  });
}

/**
 * Takes back what an upload left. The row decides: a commit whose answer was lost has queued it, and then its object
 * stays. An object without a row is the sweep's.
 */
async function discard({ db, storage, log }: UploadDeps, materialId: string): Promise<void> {
  try {
    const unfinished = await Material.query(db).findById(materialId).where({ status: 'uploading' }).delete();
    if (unfinished === 1) await storage.delete(originalKey(materialId));
  } catch {
    log.warn({ materialId }, 'an unfinished upload is left for the sweep');
  }
}

/** Reads a repeated upload without keeping it. */
async function readFingerprint(
  { maxBytes }: UploadDeps,
  { file, named }: UploadInput,
  signal: AbortSignal,
): Promise<string> {
  const { sha256 } = await hashStream({ stream: file, maxBytes }, signal);
  return uploadFingerprint(sha256, await named());
}
