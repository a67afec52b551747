import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { changeProfile } from '../../db/queries/profiles.js';
import { avatarKey } from '../../domain/object-keys.js';
import { Problem } from '../../domain/problems.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import type { Log } from '../shared/ports.js';

/** What changing an avatar needs. */
export interface AvatarDeps {
  db: Knex;
  storage: ObjectStorage;
  log: Log;
}

/**
 * Points a profile at another image, or at none, and removes the one before from storage after the commit.
 * @throws Problem as lockCallerForShare.
 */
export async function replaceAvatar(
  deps: AvatarDeps,
  { caller, avatarId }: { caller: Caller; avatarId: string | null },
): Promise<UserProfile> {
  const { userId } = caller;
  const { before, profile } = await deps.db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const held = await UserProfile.query(trx).findById(userId).forNoKeyUpdate();
    if (!held) throw new Problem('account-closed', 'This account is being removed.');
    if (held.avatarId === avatarId) return { before: null, profile: held };
    return { before: held.avatarId, profile: await changeProfile(trx, userId, { avatarId }) };
  });
  if (before) await removeImage(deps, { userId, avatarId: before });
  return profile;
}

/** Removes an image that no profile names; what storage does not remove now is logged. */
export async function removeImage(
  { storage, log }: AvatarDeps,
  { userId, avatarId }: { userId: string; avatarId: string },
): Promise<void> {
  try {
    await storage.delete(avatarKey(userId, avatarId));
  } catch {
    log.warn({ avatarId }, 'an image that no profile names is left in storage');
  }
}
