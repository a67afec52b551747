import type { Knex } from 'knex';
import type { Google } from '../../../clients/google/id-tokens.js';
import { OAuthIdentity } from '../../../db/models/oauth-identity.js';
import { Problem } from '../../../domain/problems.js';
import { lockActiveUserForUpdate } from '../../shared/active-user.js';
import { audit } from '../../shared/audit.js';
import { configured } from './proofs.js';

/**
 * Takes the Google login from an account; without one nothing happens.
 * @throws Problem last-way-in for an account without a password; account-closed; google-not-configured.
 */
export async function unlinkGoogle(
  deps: { db: Knex; google: Google | null },
  { userId }: { userId: string },
): Promise<void> {
  const { issuer } = configured(deps.google);
  await deps.db.transaction(async (trx) => {
    const user = await lockActiveUserForUpdate(userId, trx);
    const unlinked = await OAuthIdentity.query(trx).where({ userId, issuer }).delete();
    if (unlinked === 0) return;
    if (!user.passwordHash) throw new Problem('last-way-in', 'Set a password first, by way of a forgotten one.');
    await audit({ action: 'google.unlinked', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
  });
}
