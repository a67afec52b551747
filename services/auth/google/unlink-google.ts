import { Problem } from '../../../domain/problems.js';
import { queueMail } from '../../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { audit } from '../../shared/audit.js';
import { type ProvingCaller, type ReauthenticateDeps, reauthenticate } from '../reauthenticate.js';
import { unlinkIdentities } from './identities.js';
import { configured } from './proofs.js';

/**
 * Takes the Google login from an account, of which the user is told by mail; without one nothing happens.
 * @throws Problem last-sign-in-method for an account without a password, and then the proof stays as it was; those of
 * reauthenticate; google-not-configured.
 */
export async function unlinkGoogle(deps: ReauthenticateDeps & TransactionDeps, caller: ProvingCaller): Promise<void> {
  const { issuer } = configured(deps.google);
  const confirm = await reauthenticate(deps, caller);
  await inTransaction(deps, async (trx, after) => {
    const { id: userId, passwordHash } = await confirm(trx);
    if ((await unlinkIdentities({ userId, issuer }, trx)) === 0) return;
    if (!passwordHash) throw new Problem('last-sign-in-method', 'Set a password first.');
    await audit({ action: 'google.unlinked', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
    await queueMail({ userId, kind: 'google-unlinked' }, deps.clock(), after, trx);
  });
}
