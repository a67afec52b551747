import type { Knex } from 'knex';
import { Session } from '../../db/models/session.js';
import { type Role, User } from '../../db/models/user.js';

/** Who a valid session belongs to. */
export interface Principal {
  userId: string;
  sessionId: string;
  role: Role;
}

/** Longest that a revoked session or a suspended user may still read. */
const CACHE_MS = 30_000;
const CACHE_MOST = 10_000;

/** Tells whether a session still stands, from Postgres with a process cache of at most 30 s. */
export function createSessionStates(db: Knex): { find(sessionId: string, userId: string): Promise<Principal | null> } {
  const cache = new Map<string, { principal: Principal; until: number }>();
  return {
    async find(sessionId, userId) {
      const known = cache.get(sessionId);
      if (known && known.until > Date.now() && known.principal.userId === userId) return known.principal;
      cache.delete(sessionId);
      const principal = await readPrincipal(db, sessionId, userId);
      if (!principal) return null;
      const oldest = cache.size >= CACHE_MOST ? cache.keys().next() : undefined;
      if (oldest && !oldest.done) cache.delete(oldest.value);
      cache.set(sessionId, { principal, until: Date.now() + CACHE_MS });
      return principal;
    },
  };
}

async function readPrincipal(db: Knex, sessionId: string, userId: string): Promise<Principal | null> {
  const session = await Session.query(db).findById(sessionId).where({ userId }).whereNull('revokedAt');
  if (!session) return null;
  const user = await User.query(db).findById(userId).where({ status: 'active' });
  return user ? { userId, sessionId, role: user.role } : null;
}
