import type { Knex } from 'knex';
import type { ParameterizedContext } from 'koa';
import type { UserProfile } from '../../../db/models/user-profile.js';
import { listIdentities } from '../../../db/queries/identities.js';
import { findProfile } from '../../../db/queries/profiles.js';
import { Problem } from '../../../domain/problems.js';
import { readAvatar } from '../../../services/account/read-avatar.js';
import { type AvatarDeps, replaceAvatar } from '../../../services/account/replace-avatar.js';
import { setAvatar } from '../../../services/account/set-avatar.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import type { AvatarIntake } from '../../../services/uploads/avatar-intake.js';
import type { ContractRouter } from '../../contract/router.js';
import { parsePart } from '../../contract/validate.js';
import { callerGone } from '../../middleware/caller-gone.js';
import { hasItAlready } from '../../middleware/conditional-get.js';
import { matchedVersions, versionTag } from '../../middleware/if-match.js';
import { receiveFile, type UploadLimits } from '../../middleware/multipart.js';
import { presentProfile } from './presenter.js';
import {
  avatarForm,
  getAvatarOperation,
  getProfileOperation,
  removeAvatarOperation,
  setAvatarOperation,
  updateProfileOperation,
} from './schema.js';

/** What students show of themselves. */
export function userRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: AvatarDeps & UploadLimits & TransactionDeps & { avatars: AvatarIntake },
): void {
  route(getProfileOperation, async (ctx) => {
    const profile = await findProfile(deps.db, ctx.state.principal.userId);
    if (!profile) throw new Problem('unauthenticated', 'The account was removed.');
    await respond(ctx, deps.db, profile);
  });

  route(updateProfileOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const versions = matchedVersions(ctx, caller.userId);
    await respond(ctx, deps.db, await updateProfile(deps, { caller, versions, fields: ctx.state.body }));
  });

  route(setAvatarOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const signal = callerGone(ctx);
    const profile = await receiveFile(ctx, deps, ({ stream, fields }) => {
      const accepted = async () => parsePart(avatarForm, 'body', await fields());
      return setAvatar(deps, { caller, file: stream, accepted }, signal);
    });
    await respond(ctx, deps.db, profile);
  });

  route(getAvatarOperation, async (ctx) => {
    const isKnown = (avatarId: string) => {
      ctx.etag = avatarId;
      return hasItAlready(ctx);
    };
    const avatar = await readAvatar(deps, { userId: ctx.state.principal.userId, isKnown });
    if (!avatar) throw new Problem('not-found', 'There is no image.');
    ctx.set('Cache-Control', 'private, no-cache');
    if (!avatar.image) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'image/webp';
    ctx.body = avatar.image;
  });

  route(removeAvatarOperation, async (ctx) => {
    await replaceAvatar(deps, { caller: ctx.state.principal, avatarId: null });
    ctx.status = 204;
  });
}

/** The identities are read after the version, so that a tag never stands for older ones than it was given with. */
async function respond(ctx: ParameterizedContext, db: Knex, profile: UserProfile): Promise<void> {
  ctx.set('ETag', versionTag(profile.userId, profile.version));
  ctx.body = presentProfile(profile, await listIdentities(db, profile.userId));
}
