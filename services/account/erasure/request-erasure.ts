import { v7 as uuidv7 } from 'uuid';
import { Erasure } from '../../../db/models/erasure.js';
import { User } from '../../../db/models/user.js';
import { useUpCodes } from '../../auth/one-time-codes.js';
import { type ProvingCaller, type ReauthenticateDeps, reauthenticate } from '../../auth/reauthenticate.js';
import { revokeSessions } from '../../auth/revoke-sessions.js';
import { queueMail } from '../../mail/queue-mail.js';
import { cancelRunsOfUser } from '../../runs/cancel-run.js';
import { inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { firstRun, startOf } from '../../runs/run-start.js';
import { audit } from '../../shared/audit.js';

const DAY_MS = 86_400_000;

export interface RequestErasureDeps extends ReauthenticateDeps, TransactionDeps {
  /** Days in which a login calls it off. */
  erasureGraceDays: number;
}

/** An erasure in its time of grace. */
export interface RequestedErasure {
  /** By which the receipt is found when nobody knows any more whose it was. */
  id: string;
  eraseAt: Date;
}

/**
 * Begins the time of grace after which an account is erased: every session ends, what is in work is cancelled, and
 * nothing new is made. Signing in calls it off.
 * @returns when the account will be erased, and under which id its receipt will be found
 * @throws Problem reauthentication-failed, and others of reauthenticate; unauthenticated where the session was ended
 * meanwhile, as for the second of two requests.
 */
export async function requestErasure(deps: RequestErasureDeps, caller: ProvingCaller): Promise<RequestedErasure> {
  const confirm = await reauthenticate(deps, caller);
  return inTransaction(deps, async (trx, after) => {
    const { userId } = caller;
    const now = deps.clock();
    const eraseAt = new Date(now.getTime() + deps.erasureGraceDays * DAY_MS);
    await confirm(trx);
    await User.query(trx).findById(userId).patch({ status: 'erasing' });
    await cancelRunsOfUser(userId, now, after, trx);
    await revokeSessions({ userId, now }, trx);
    await useUpCodes(userId, now, trx);
    const { id } = await Erasure.query(trx).insert({ ...firstRun('eraseAccount', uuidv7(), now), userId, eraseAt });
    const line = { action: 'erasure.requested', actor: { kind: 'user', id: userId }, subjectId: userId } as const;
    await audit({ ...line, details: { erasureId: id } }, trx);
    after.start.push(startOf('eraseAccount', { id, runNo: 1, userId: null }));
    await queueMail({ userId, kind: 'erasure-requested' }, now, after, trx);
    return { id, eraseAt };
  });
}
