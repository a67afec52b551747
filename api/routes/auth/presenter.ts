import type { Session } from '../../../db/models/session.js';
import type { User } from '../../../db/models/user.js';
import type { Tokens } from '../../../services/auth/open-session.js';

/** A user as that user may see it. */
export const presentUser = ({ id, email, emailVerifiedAt, profile, role, createdAt }: User) => ({
  id,
  email,
  emailVerified: emailVerifiedAt !== null,
  displayName: profile?.displayName ?? '',
  role,
  createdAt: createdAt.toISOString(),
});

/** A session as its owner sees it; `currentId` is the one that asks. */
export const presentSession = (session: Session, currentId: string) => ({
  id: session.id,
  createdAt: session.createdAt.toISOString(),
  lastUsedAt: session.lastUsedAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  userAgent: session.userAgent,
  address: session.address,
  current: session.id === currentId,
});

export const presentTokens = (tokens: Tokens) => ({ ...tokens, tokenType: 'Bearer' as const });

export const presentLogin = ({ user, tokens }: { user: User; tokens: Tokens }) => ({
  user: presentUser(user),
  tokens: presentTokens(tokens),
});
