import type { FriendRequest } from '../../../db/models/friend-request.js';
import type { Person } from '../../../db/queries/friends.js';
import { levelOf } from '../../../domain/game/levels.js';
import { REQUEST_DAYS } from '../../../domain/social/limits.js';
import type { FriendInView } from '../../../services/friends/read-friends.js';

/** Somebody as another sees them. */
export const presentPerson = ({ id, displayName, since }: Person) => ({
  ...{ id, displayName },
  since: since.toISOString(),
});

/** A friend, with what they share. */
export const presentFriend = ({ shares, xp, streak, weekXp, ...person }: FriendInView) => ({
  ...presentPerson(person),
  shared: shares ? { level: levelOf(xp), streakDays: streak, weekXp } : null,
});

/** A request as its sender sees it. */
export const presentSent = ({ id, code, createdAt }: FriendRequest) => ({
  ...{ id, code },
  sentAt: createdAt.toISOString(),
  endsAt: new Date(createdAt.getTime() + REQUEST_DAYS * 86_400_000).toISOString(),
});
