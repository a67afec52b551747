import type { OAuthIdentity } from '../../../db/models/oauth-identity.js';
import type { UserProfile } from '../../../db/models/user-profile.js';

/** A profile as its owner sees it. */
export const presentProfile = (profile: UserProfile, identities: readonly OAuthIdentity[]) => ({
  displayName: profile.displayName,
  avatarUrl: profile.avatarId ? '/api/v1/users/me/avatar' : null,
  grade: profile.grade,
  locale: profile.locale,
  timeZone: profile.timeZone,
  boardVisibility: profile.boardVisibility,
  identities: identities.map(({ issuer, createdAt }) => ({ issuer, linkedAt: createdAt.toISOString() })),
});
