import type { User } from '../../../db/models/user.js';
import type { Tokens } from '../../../services/auth/open-session.js';

/** A user as that user may see it. */
export const presentUser = ({ id, email, profile, role, createdAt }: User) => ({
  id,
  email,
  displayName: profile?.displayName ?? '',
  role,
  createdAt: createdAt.toISOString(),
});

export const presentTokens = (tokens: Tokens) => ({ ...tokens, tokenType: 'Bearer' as const });

export const presentLogin = ({ user, tokens }: { user: User; tokens: Tokens }) => ({
  user: presentUser(user),
  tokens: presentTokens(tokens),
});
