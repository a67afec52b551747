import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { ObjectStorage } from '../../../clients/storage.js';
import { UserProfile } from '../../../db/models/user-profile.js';
import { listOriginals } from '../../../db/queries/exports.js';
import { avatarKey, originalKey } from '../../../domain/object-keys.js';
import { Failure } from '../../../domain/runs/failures.js';
import { fileNamePart } from '../../../domain/text/file-names.js';
import { FORMATS } from '../../../domain/text/formats.js';

/** A file of a person's, as it is named in the export; without a stream when its bytes are not in storage. */
export interface PersonalFile {
  name: string;
  stream: Readable | undefined;
}

const BATCH = 100;

/** Every file of a person's, one opened after the other; each must be read before the next is asked for. */
export async function* personalFiles(
  { db, storage }: { db: Knex; storage: ObjectStorage },
  { userId }: { userId: string },
  signal: AbortSignal,
): AsyncGenerator<PersonalFile> {
  let after: string | undefined;
  do {
    const materials = await listOriginals(db, userId, { after, limit: BATCH });
    for (const { id, title, format } of materials) {
      const opened = await openOrNothing(storage, originalKey(id), signal);
      // The id makes it the only one of its name.
      yield { name: `${fileNamePart(title)}-${id}.${FORMATS[format].extension}`, stream: opened?.stream };
    }
    after = materials.length < BATCH ? undefined : materials.at(-1)?.id;
  } while (after);

  const profile = await UserProfile.query(db).findById(userId).select('avatarId');
  if (!profile?.avatarId) return;
  const image = await openOrNothing(storage, avatarKey(userId, profile.avatarId), signal);
  yield { name: `avatar${endingOf(image?.contentType)}`, stream: image?.stream };
}

async function openOrNothing(storage: ObjectStorage, key: string, signal: AbortSignal) {
  try {
    return await storage.getStream(key, { signal });
  } catch (error) {
    if (error instanceof Failure && error.type === 'StorageMissing') return undefined;
    throw error;
  }
}

/** `image/webp` gives `.webp`; what is no image gives nothing. */
const endingOf = (contentType = ''): string => {
  const [, subtype] = /^image\/([a-z]+)$/.exec(contentType) ?? [];
  return subtype ? `.${subtype}` : '';
};
