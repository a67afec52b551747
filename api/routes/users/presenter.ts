import type { UserProfile } from '../../../db/models/user-profile.js';

/** A profile as its owner sees it. */
export const presentProfile = (profile: UserProfile) => ({
  displayName: profile.displayName,
  avatarUrl: profile.avatarId ? '/api/v1/users/me/avatar' : null,
  grade: profile.grade,
  locale: profile.locale,
  timeZone: profile.timeZone,
  boardVisibility: profile.boardVisibility,
});
