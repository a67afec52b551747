import type { Transaction } from 'objection';
import type { GoogleIdentity } from '../../../clients/google/id-tokens.js';
import { OAuthIdentity } from '../../../db/models/oauth-identity.js';
import { addIdentity } from '../../../db/queries/identities.js';
import { changeProfile } from '../../../db/queries/profiles.js';
import { Problem } from '../../../domain/problems.js';

/**
 * Lets an identity sign in to the account of a user, who is locked. The profile that is shown lists identities, so it
 * gets its next version.
 * @returns false where it could before
 * @throws Problem google-identity-taken for one of another account, or a second one of this.
 */
export async function linkIdentity(
  { userId, issuer, subject }: Pick<GoogleIdentity, 'issuer' | 'subject'> & { userId: string },
  trx: Transaction,
): Promise<boolean> {
  const identity = { userId, issuer, subject };
  if (await addIdentity(trx, identity)) {
    await changeProfile(trx, userId, {});
    return true;
  }
  const same = await OAuthIdentity.query(trx).findOne(identity).select('id');
  if (!same)
    throw new Problem('google-identity-taken', 'It belongs to another account, or this account has another one.');
  return false;
}

/**
 * Takes identities from the account of a user, who is locked: all, or those of one issuer. The profile gets its next
 * version, as in linkIdentity.
 * @returns how many there were
 */
export async function unlinkIdentities(whose: { userId: string; issuer?: string }, trx: Transaction): Promise<number> {
  const removed = await OAuthIdentity.query(trx).where(whose).delete();
  if (removed > 0) await changeProfile(trx, whose.userId, {});
  return removed;
}
