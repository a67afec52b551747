import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { createObjectStorage, type ObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import type { Config } from '../config.js';
import { Material } from '../db/models/material.js';
import { User } from '../db/models/user.js';
import { UserProfile } from '../db/models/user-profile.js';
import { originalKey } from '../domain/object-keys.js';
import { type RunInput, workflowIdOf } from '../domain/runs/flows.js';
import type { DocumentFormat } from '../domain/text/formats.js';

/** The object storage of a configuration. */
export function storageOf(config: Config): ObjectStorage {
  return createObjectStorage(storageLocation(config));
}

/** A student who owns materials. @returns their id */
export async function createOwner(db: Knex): Promise<string> {
  const { id } = await User.query(db).insert({
    email: `${randomUUID()}@example.org`,
    role: 'student',
    status: 'active',
  });
  // What is credited is of a day of the student's, which the profile tells.
  await UserProfile.query(db).insert({ userId: id, displayName: 'Benchmark' });
  return id;
}

/** What a queued row holds beside its names. */
interface Queued {
  /** Bytes that are, or will be, in storage; without them the object is missing. */
  file?: Uint8Array;
  /** Of the file; a PDF where nothing is said. */
  format?: DocumentFormat;
  cancelRequestedAt?: Date;
}

/** A queued row as an upload leaves it, but never due for the reconciler, which would disturb. */
export async function queueMaterial(db: Knex, userId: string, { file, ...state }: Queued = {}): Promise<RunInput> {
  const id = uuidv7();
  const hash = createHash('sha256').update(file ?? randomBytes(32));
  await Material.query(db).insert({
    id,
    ownerId: userId,
    title: 'Benchmark',
    format: 'pdf',
    status: 'queued',
    bytes: file?.length ?? 0,
    sha256: hash.digest('hex'),
    workflowId: workflowIdOf('ingestMaterial', { id, runNo: 1 }),
    ...state,
  });
  return { id, userId, runNo: 1 };
}

/** Puts a file into storage and queues it for a new student, so that no two share anything. */
export async function uploadMaterial(db: Knex, storage: ObjectStorage, file: Uint8Array): Promise<RunInput> {
  const material = await queueMaterial(db, await createOwner(db), { file });
  const bytes = Readable.from([Buffer.from(file)], { objectMode: false });
  await storage.put(originalKey(material.id), bytes, { contentType: 'application/pdf' });
  return material;
}
