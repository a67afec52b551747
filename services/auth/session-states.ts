import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import type { Listener } from '../../db/listener.js';
import { Session } from '../../db/models/session.js';
import { type Role, User } from '../../db/models/user.js';
import type { Clock } from '../shared/clock.js';

/** Who a valid session belongs to. */
export interface Principal {
  userId: string;
  sessionId: string;
  role: Role;
  /** With the profile. */
  user: User;
}

/** Tells whether sessions still stand. */
export interface SessionStates {
  /** The principal of an open session of an active user, as Postgres has it, or had it at most 30 s ago. */
  find(sessionId: string, userId: string): Promise<Principal | null>;
  /** As Postgres has it now. */
  findNow(sessionId: string, userId: string): Promise<Principal | null>;
  /** Drops what is kept of a user. */
  forget(userId: string): void;
}

/** Longest that a revoked session or a suspended user may still read, should the database's notice be lost. */
const CACHE_MS = 30_000;
const CACHE_MAX = 10_000;

interface SessionStatesDeps {
  db: Knex;
  listener: Listener;
  clock: Clock;
}

/**
 * Keeps sessions in this process for 30 s at most. The database tells of every change of an account, so usually a
 * change is seen within milliseconds, by all processes.
 */
export function createSessionStates({ db, listener, clock }: SessionStatesDeps): SessionStates {
  const now = () => clock().getTime();
  const cache = new LRUCache<string, Principal>({ max: CACHE_MAX, ttl: CACHE_MS, ttlResolution: 0, perf: { now } });
  let changes = 0;

  const forget = (userId: string) => {
    changes += 1;
    for (const [sessionId, principal] of cache) if (principal.userId === userId) cache.delete(sessionId);
  };
  listener.on('account_changed', forget);
  listener.onLost(() => {
    changes += 1;
    cache.clear();
  });

  const findNow = async (sessionId: string, userId: string) => {
    await listener.ensure();
    const before = changes;
    const principal = await readPrincipal(db, sessionId, userId);
    // What changed while it was read may have changed this.
    if (principal && changes === before) cache.set(sessionId, principal);
    else cache.delete(sessionId);
    return principal;
  };

  return {
    async find(sessionId, userId) {
      const known = cache.get(sessionId);
      return known?.userId === userId ? known : findNow(sessionId, userId);
    },
    findNow,
    forget,
  };
}

async function readPrincipal(db: Knex, sessionId: string, userId: string): Promise<Principal | null> {
  const user = await User.query(db)
    .findOne({ 'users.id': userId, status: 'active' })
    .whereExists(Session.query(db).where({ id: sessionId, userId }).whereNull('revokedAt'))
    .withGraphJoined('profile');
  return user ? { userId, sessionId, role: user.role, user } : null;
}
