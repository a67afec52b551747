import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { RefreshToken } from '../../db/models/refresh-token.js';
import { Session } from '../../db/models/session.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { hashRefreshToken, issueTokens, type TokenSettings, type Tokens } from './open-session.js';

/** How long a rotated token still gives a successor: two tabs at once, or an answer that was lost. */
const GRACE_MS = 20_000;

/**
 * Rotates a refresh token. One used again after the grace is taken for stolen and ends its session.
 * @throws Problem refresh-token-invalid.
 */
export async function refreshSession(
  deps: { db: Knex; tokens: TokenSettings },
  refreshToken: string,
  now = new Date(),
): Promise<Tokens> {
  const tokens = await deps.db.transaction(async (trx) => {
    const token = await RefreshToken.query(trx)
      .findOne({ tokenHash: hashRefreshToken(refreshToken) })
      .forUpdate();
    if (!token || token.expiresAt <= now) return null;
    const session = await openSessionOf(token, trx);
    if (!session) return null;
    if (token.rotatedAt && now.getTime() - token.rotatedAt.getTime() > GRACE_MS) {
      await Session.query(trx).findById(session.id).patch({ revokedAt: now });
      return null;
    }
    if (!token.rotatedAt) await RefreshToken.query(trx).findById(token.id).patch({ rotatedAt: now });
    return issueTokens(deps.tokens, { userId: session.userId, sessionId: session.id }, trx);
  });
  // Thrown outside: inside it would roll the revocation back.
  if (!tokens) throw new Problem('refresh-token-invalid', 'Sign in again.');
  return tokens;
}

/** The token's session, if it is open and its user active; locked, so that a revocation waits or wins. */
async function openSessionOf(token: RefreshToken, trx: Transaction): Promise<Session | undefined> {
  const session = await Session.query(trx).findById(token.sessionId).whereNull('revokedAt').forUpdate();
  if (!session) return undefined;
  const user = await User.query(trx).findById(session.userId).where({ status: 'active' }).forShare();
  return user && session;
}
