import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { UserProfile } from '../../db/models/user-profile.js';
import { avatarKey } from '../../domain/object-keys.js';
import type { Caller } from '../shared/lock-caller.js';
import type { AvatarIntake } from '../uploads/avatar-intake.js';
import { type AvatarDeps, removeImage, replaceAvatar } from './replace-avatar.js';

export interface SetAvatarInput {
  caller: Caller;
  /** The image's bytes as they arrive. */
  file: Readable;
  /** Settles when the rest of the form is known to be right. */
  accepted: () => Promise<unknown>;
}

/**
 * Makes an uploaded image the student's avatar. It is in storage, under a key of its own, before the profile names it.
 * @throws Problem unsupported-media-type, payload-too-large, invalid-request, upload-interrupted;
 * those of lockCallerForShare.
 */
export async function setAvatar(
  deps: AvatarDeps & { avatars: AvatarIntake },
  { caller, file, accepted }: SetAvatarInput,
  signal: AbortSignal,
): Promise<UserProfile> {
  const { userId } = caller;
  const image = await deps.avatars.receive(file, accepted, signal);
  const avatarId = randomUUID();
  try {
    const stream = Readable.from([image], { objectMode: false });
    await deps.storage.put(avatarKey(userId, avatarId), stream, { contentType: 'image/webp', signal });
    return await replaceAvatar(deps, { caller, avatarId });
  } catch (error) {
    await discard(deps, { userId, avatarId });
    throw error;
  }
}

/** The row decides: a commit whose answer was lost has named the image, and then it stays. */
async function discard(deps: AvatarDeps, { userId, avatarId }: { userId: string; avatarId: string }): Promise<void> {
  try {
    const named = await UserProfile.query(deps.db).findOne({ userId, avatarId }).select('userId');
    if (!named) await removeImage(deps, { userId, avatarId });
  } catch {
    deps.log.warn({ avatarId }, 'an image may be left in storage that no profile names');
  }
}
