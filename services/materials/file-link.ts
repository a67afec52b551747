import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { originalKey } from '../../domain/object-keys.js';
import { Problem } from '../../domain/problems.js';
import { fileNameOf } from '../../domain/text/file-names.js';
import { FORMATS } from '../../domain/text/formats.js';
import type { Clock } from '../shared/clock.js';

/** Long enough to follow it, too short to be worth keeping. */
const LINK_SECONDS = 300;

/** Where a file can be fetched without a login, and until when. */
export interface FileLink {
  url: string;
  expiresAt: Date;
}

/**
 * A link to the file that a student uploaded, signed anew for five minutes.
 * @throws Problem not-found.
 */
export async function materialFileLink(
  { db, storage, clock }: { db: Knex; storage: ObjectStorage; clock: Clock },
  { userId, materialId }: { userId: string; materialId: string },
): Promise<FileLink> {
  const material = await Material.query(db)
    .findOne({ id: materialId, ownerId: userId })
    .modify('visible')
    .select('title', 'format');
  if (!material) throw new Problem('not-found', 'No such material.');
  const downloadName = fileNameOf(material.title, FORMATS[material.format].extension);
  const url = await storage.signedUrl(originalKey(materialId), { expiresInSeconds: LINK_SECONDS, downloadName });
  return { url, expiresAt: new Date(clock().getTime() + LINK_SECONDS * 1_000) };
}
