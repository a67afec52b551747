import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { RefreshToken } from '../../db/models/refresh-token.js';
import { Session } from '../../db/models/session.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';
import { hashRefreshToken, issueTokens, type TokenSettings, type Tokens } from './open-session.js';

/** How long a rotated token still gives a successor: two tabs at once, or an answer that was lost. */
export const GRACE_MS = 20_000;

/**
 * Rotates a refresh token. One used again after the grace is taken for stolen: it ends its session, and with it every
 * token of the family, and the audit log tells.
 * @throws Problem refresh-token-invalid.
 */
export async function refreshSession(
  deps: { db: Knex; tokens: TokenSettings; clock: Clock },
  { refreshToken }: { refreshToken: string },
): Promise<Tokens> {
  const now = deps.clock();
  const tokens = await deps.db.transaction(async (trx) => {
    const held = await lockToken(refreshToken, trx);
    if (!held || held.token.expiresAt <= now) return null;
    const { token, session } = held;
    if (token.rotatedAt && now.getTime() - token.rotatedAt.getTime() > GRACE_MS) {
      await endFamily(session, now, trx);
      return null;
    }
    if (!token.rotatedAt) await RefreshToken.query(trx).findById(token.id).patch({ rotatedAt: now });
    return issueTokens(deps.tokens, { userId: session.userId, sessionId: session.id, now }, trx);
  });
  // Thrown outside: inside it would roll the revocation back.
  if (!tokens) throw new Problem('refresh-token-invalid', 'Sign in again.');
  return tokens;
}

/**
 * The token and its session, if that is open and its user active; locked, so that a revocation waits or wins.
 * The user first, as everybody does who ends sessions: in another order two could wait for each other.
 */
async function lockToken(
  refreshToken: string,
  trx: Transaction,
): Promise<{ token: RefreshToken; session: Session } | undefined> {
  const tokenHash = hashRefreshToken(refreshToken);
  const known = await RefreshToken.query(trx).findOne({ tokenHash }).withGraphJoined('session');
  if (!known?.session) return undefined;
  const user = await User.query(trx).findById(known.session.userId).where({ status: 'active' }).forShare();
  const session = user && (await Session.query(trx).findById(known.sessionId).whereNull('revokedAt').forNoKeyUpdate());
  const token = session && (await RefreshToken.query(trx).findById(known.id).forNoKeyUpdate());
  return token && { token, session };
}

async function endFamily({ id, userId }: Session, now: Date, trx: Transaction): Promise<void> {
  await Session.query(trx).findById(id).patch({ revokedAt: now });
  const actor = { kind: 'system' } as const;
  await audit({ action: 'session.reused-token', actor, subjectId: userId, details: { sessionId: id } }, trx);
}
