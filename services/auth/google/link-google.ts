import { queueMail } from '../../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { audit } from '../../shared/audit.js';
import { type ProvingCaller, type ReauthenticateDeps, reauthenticate } from '../reauthenticate.js';
import { linkIdentity } from './identities.js';
import { checkGoogleProof, type GoogleProof } from './proofs.js';

/**
 * Lets a signed-in user sign in with a Google login from now on, whatever e-mail it has; the user is told by mail.
 * One that is linked already stays so.
 * @param input.google shows the login that is to be linked; input.proof is of what the account has already
 * @throws Problem google-identity-taken for the login of another account, or a second one of this; whatever is wrong
 * with the login, and then the proof stays as it was; those of reauthenticate.
 */
export async function linkGoogle(
  deps: ReauthenticateDeps & TransactionDeps,
  input: ProvingCaller & { google: GoogleProof },
): Promise<void> {
  const { claim } = await checkGoogleProof(deps, input.google);
  const confirm = await reauthenticate(deps, input);
  await inTransaction(deps, async (trx, after) => {
    // Before the user's row, as a login does it: the other way round two of the same token would wait for each other.
    const identity = await claim(trx);
    const { id: userId } = await confirm(trx);
    if (!(await linkIdentity({ ...identity, userId }, trx))) return;
    await audit({ action: 'google.linked', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
    await queueMail({ userId, kind: 'google-linked' }, deps.clock(), after, trx);
  });
}
