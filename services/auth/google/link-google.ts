import type { Transaction } from 'objection';
import type { Google, GoogleIdentity } from '../../../clients/google/id-tokens.js';
import { OAuthIdentity } from '../../../db/models/oauth-identity.js';
import { addIdentity } from '../../../db/queries/identities.js';
import { Problem } from '../../../domain/problems.js';
import { queueMail } from '../../mail/queue-mail.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { lockActiveUserForShare } from '../../shared/active-user.js';
import { audit } from '../../shared/audit.js';
import { checkGoogleProof, type GoogleProof } from './proofs.js';

interface LinkGoogleDeps extends TransactionDeps {
  google: Google | null;
}

/**
 * Lets a signed-in user sign in with a Google login from now on, whatever e-mail it has; the user is told by mail.
 * One that is linked already stays so.
 * @throws Problem google-identity-taken for the login of another account, or a second one of this; account-closed;
 * whatever is wrong with the proof.
 */
export async function linkGoogle(
  deps: LinkGoogleDeps,
  { userId, proof }: { userId: string; proof: GoogleProof },
): Promise<void> {
  const claim = await checkGoogleProof(deps, proof);
  await inTransaction(deps, async (trx, after) => {
    // Before the user's row, as a login does it: the other way round two of the same token would wait for each other.
    const identity = await claim(trx);
    await lockActiveUserForShare(userId, trx);
    await link(userId, identity, deps.clock(), after, trx);
  });
}

async function link(
  userId: string,
  { issuer, subject }: GoogleIdentity,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  if (!(await addIdentity(trx, { userId, issuer, subject }))) {
    await assertLinkedAlready({ userId, issuer, subject }, trx);
    return;
  }
  await audit({ action: 'google.linked', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
  await queueMail({ userId, kind: 'google-linked' }, now, after, trx);
}

async function assertLinkedAlready(
  identity: { userId: string; issuer: string; subject: string },
  trx: Transaction,
): Promise<void> {
  const same = await OAuthIdentity.query(trx).findOne(identity).select('id');
  if (!same)
    throw new Problem('google-identity-taken', 'It belongs to another account, or this account has another one.');
}
