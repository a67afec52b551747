import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Session } from '../db/models/session.js';
import { signAccessToken } from '../services/auth/access-tokens.js';
import { openKeySet } from '../services/auth/keys.js';
import { systemClock } from '../services/shared/clock.js';
import type { Bench } from './benchmark.js';

/** A student who is signed in. */
export interface SignedIn {
  userId: string;
  sessionId: string;
  /** An access token that is good for an hour. */
  token: string;
}

/** Signs students in. @returns their logins in the same order */
export async function signIn({ config }: Bench, db: Knex, ids: readonly string[]): Promise<SignedIn[]> {
  const now = systemClock();
  const logins = ids.map((userId) => ({ userId, sessionId: randomUUID() }));
  const login = {
    address: '127.0.0.1',
    userAgent: 'bench',
    lastUsedAt: now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  };
  await Session.query(db).insert(logins.map(({ userId, sessionId: id }) => ({ id, userId, ...login })));
  const keys = await openKeySet({ clock: systemClock }, { file: config.AUTH_KEYS_FILE });
  const settings = { keys, issuer: config.AUTH_ISSUER, audience: config.AUTH_AUDIENCE, lifeSeconds: 3_600 };
  return Promise.all(logins.map(async (one) => ({ ...one, token: await signAccessToken(settings, { ...one, now }) })));
}
