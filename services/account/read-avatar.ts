import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { findProfile } from '../../db/queries/profiles.js';
import { avatarKey } from '../../domain/object-keys.js';
import { Failure } from '../../domain/runs/failures.js';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';

/** A student's avatar; without the image where the caller has it. */
export interface Avatar {
  avatarId: string;
  /** WebP. */
  image?: Buffer;
}

/** Far above what 256 x 256 pixels take. */
const MAX_BYTES = 1024 * 1024;

/**
 * A student's avatar; undefined where there is none.
 * @param input.isKnown tells whether the caller has this one already
 */
export async function readAvatar(
  { db, storage }: { db: Knex; storage: ObjectStorage },
  { userId, isKnown }: { userId: string; isKnown: (avatarId: string) => boolean },
): Promise<Avatar | undefined> {
  // An image may be replaced after its row was read; the row then names the next one.
  for (let tries = 0; tries < 3; tries++) {
    const avatarId = (await findProfile(db, userId))?.avatarId;
    if (!avatarId) return undefined;
    if (isKnown(avatarId)) return { avatarId };
    const image = await readOrNothing(storage, avatarKey(userId, avatarId));
    if (image) return { avatarId, image };
  }
  return undefined;
}

async function readOrNothing(storage: ObjectStorage, key: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await storage.get(key, { maxBytes: MAX_BYTES, deadlineMs: ENGINE_WAITS_MS.s3SmallObject }));
  } catch (error) {
    if (error instanceof Failure && error.type === 'StorageMissing') return undefined;
    throw error;
  }
}
