import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import type { Listener } from '../../db/listener.js';
import { Session } from '../../db/models/session.js';
import { type Role, User } from '../../db/models/user.js';
import { readInTurn } from '../../lib/reads-in-turn.js';
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
const CACHE_MAX_USERS = 10_000;

interface SessionStatesDeps {
  db: Knex;
  listener: Listener;
  clock: Clock;
}

/**
 * Keeps sessions in this process for 30 s at most. The database tells of every change of an account, so usually a
 * change is seen within milliseconds, by all processes. A session is looked up once at a time, however many ask: its
 * calls are counted afterwards, and would take every connection before.
 */
export function createSessionStates({ db, listener, clock }: SessionStatesDeps): SessionStates {
  const now = () => clock().getTime();
  // Sessions by user, so that what a write drops is found without a look at everybody's. They go with the oldest of them.
  const cache = new LRUCache<string, Map<string, Principal>>({
    ...{ max: CACHE_MAX_USERS, ttl: CACHE_MS, ttlResolution: 0, perf: { now } },
  });
  let changes = 0;

  const keep = (principal: Principal) => {
    const { userId, sessionId } = principal;
    const sessions = cache.get(userId);
    if (sessions) sessions.set(sessionId, principal);
    else cache.set(userId, new Map([[sessionId, principal]]));
  };
  const forget = (userId: string) => {
    changes += 1;
    cache.delete(userId);
  };
  listener.on('account_changed', forget);
  listener.onLost(() => {
    changes += 1;
    cache.clear();
  });

  const lookUp = async (sessionId: string, userId: string) => {
    await listener.ensure();
    const before = changes;
    const principal = await readPrincipal(sessionId, userId, db);
    // What changed while it was read may have changed this.
    if (principal && changes === before) keep(principal);
    else cache.get(userId)?.delete(sessionId);
    return principal;
  };
  const inTurn = readInTurn<Principal | null>();
  const findNow = (sessionId: string, userId: string) =>
    inTurn(`${sessionId} ${userId}`, () => lookUp(sessionId, userId));

  return {
    find: async (sessionId, userId) => cache.get(userId)?.get(sessionId) ?? findNow(sessionId, userId),
    findNow,
    forget,
  };
}

async function readPrincipal(sessionId: string, userId: string, db: Knex): Promise<Principal | null> {
  const user = await User.query(db)
    .findOne({ 'users.id': userId, status: 'active' })
    .whereExists(Session.query(db).where({ id: sessionId, userId }).whereNull('revokedAt'))
    .withGraphJoined('profile');
  return user ? { userId, sessionId, role: user.role, user } : null;
}
