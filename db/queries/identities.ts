import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { OAuthIdentity } from '../models/oauth-identity.js';
import type { OneTimeCode } from '../models/one-time-code.js';
import { Session } from '../models/session.js';

type Identity = Pick<OAuthIdentity, 'issuer' | 'subject'>;

/** Keeps an identity to one transaction until that ends, so that looking it up and storing it are one step. */
export async function lockIdentity(trx: Transaction, { issuer, subject }: Identity): Promise<void> {
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))', { name: `${issuer} ${subject}` });
}

/** Gives a user an identity. @returns false where another user has it, or this one has another of the same issuer. */
export async function addIdentity(trx: Transaction, identity: Identity & { userId: string }): Promise<boolean> {
  const added = await trx('oauth_identities')
    .insert({ ...identity, id: uuidv7() })
    .onConflict()
    .ignore()
    .returning('id');
  return added.length === 1;
}

/** Notes that an id token was used, by its hash. @returns false where it was used before. */
export async function useIdToken(
  trx: Transaction,
  token: Pick<OneTimeCode, 'codeHash' | 'expiresAt'> & { usedAt: Date },
): Promise<boolean> {
  const used = await trx('one_time_codes')
    .insert({ ...token, id: uuidv7(), kind: 'google-id-token' })
    .onConflict('codeHash')
    .ignore()
    .returning('id');
  return used.length === 1;
}

/** The logins at other providers that open a user's account, in the order in which they were linked. */
export async function listIdentities(db: Knex, userId: string): Promise<OAuthIdentity[]> {
  return OAuthIdentity.query(db).where({ userId }).orderBy('id').select('issuer', 'createdAt');
}

/**
 * Whether an identity is a user's, and was when one of their sessions began; a first login makes both in one
 * transaction, with the same time.
 */
export async function isLinkedSince(
  db: Knex,
  { userId, sessionId, issuer, subject }: Identity & { userId: string; sessionId: string },
): Promise<boolean> {
  const begun = Session.query(db).findById(sessionId).select('createdAt');
  const own = await OAuthIdentity.query(db)
    .findOne({ userId, issuer, subject })
    .where('createdAt', '<=', begun)
    .select('id');
  return own !== undefined;
}
