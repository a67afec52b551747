import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'objection';
import { RefreshToken } from '../../db/models/refresh-token.js';
import { Session } from '../../db/models/session.js';
import { type AccessTokenSettings, signAccessToken } from './access-tokens.js';

/** What a client needs to stay signed in. */
export interface Tokens {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken: string;
}

/** What the services of logins are built with. */
export interface TokenSettings extends AccessTokenSettings {
  refreshDays: number;
}

/** How a refresh token is stored: it is random, so a plain SHA-256 tells nothing. */
export const hashRefreshToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Where a login comes from, as its owner sees it in the list of sessions. */
export interface ClientInfo {
  /** Network address. */
  address: string;
  userAgent: string;
}

/** Opens a session for a user whose identity was just proven. */
export async function openSession(
  settings: TokenSettings,
  { userId, client, now }: { userId: string; client: ClientInfo; now: Date },
  trx: Transaction,
): Promise<Tokens> {
  const session = await Session.query(trx).insert({ userId, ...client });
  return issueTokens(settings, { userId, sessionId: session.id, now }, trx);
}

/** A new access token and a new refresh token of a session, which lives as long as that. */
export async function issueTokens(
  settings: TokenSettings,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: Date },
  trx: Transaction,
): Promise<Tokens> {
  const refreshToken = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + settings.refreshDays * 86_400_000);
  await RefreshToken.query(trx).insert({ sessionId, tokenHash: hashRefreshToken(refreshToken), expiresAt });
  await Session.query(trx).findById(sessionId).patch({ lastUsedAt: now, expiresAt });
  const accessToken = await signAccessToken(settings, { userId, sessionId, now });
  return { accessToken, expiresIn: settings.lifeSeconds, refreshToken };
}
