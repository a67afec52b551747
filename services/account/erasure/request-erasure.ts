import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Erasure } from '../../../db/models/erasure.js';
import { Session } from '../../../db/models/session.js';
import { User } from '../../../db/models/user.js';
import { Problem } from '../../../domain/problems.js';
import { type IdentityProof, type ReauthenticateDeps, reauthenticate } from '../../auth/reauthenticate.js';
import { revokeSessions } from '../../auth/revoke-sessions.js';
import { queueMail } from '../../mail/queue-mail.js';
import { type AfterCommit, afterCommit, type CommitDeps } from '../../runs/after-commit.js';
import { firstCheckAt } from '../../runs/runs.js';
import { startOfErasure } from '../../runs/workflow-starts.js';
import { audit } from '../../shared/audit.js';
import { cancelOpenWork } from './cancel-open-work.js';

const DAY_MS = 86_400_000;

export interface RequestErasureDeps extends ReauthenticateDeps, CommitDeps {
  /** Days in which a login calls it off. */
  erasureGraceDays: number;
}

/**
 * Begins the time of grace after which an account is erased: every session ends, what is in work is cancelled, and
 * nothing new is made. Signing in calls it off.
 * @returns when the account will be erased
 * @throws Problem reauthentication-failed, and others of reauthenticate; unauthenticated where the session was ended
 * meanwhile, which is also the answer to the second of two requests.
 */
export async function requestErasure(
  deps: RequestErasureDeps,
  caller: { userId: string; sessionId: string; proof: IdentityProof },
): Promise<Date> {
  await reauthenticate(deps, caller.userId, caller.proof);
  const after: AfterCommit = { start: [], cancel: [] };
  const eraseAt = new Date(Date.now() + deps.erasureGraceDays * DAY_MS);
  await deps.db.transaction((trx) => beginGrace({ ...caller, eraseAt }, after, trx));
  await afterCommit(deps, after);
  return eraseAt;
}

async function beginGrace(
  { userId, sessionId, eraseAt }: { userId: string; sessionId: string; eraseAt: Date },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  await lockCaller(userId, sessionId, trx);
  await User.query(trx).findById(userId).patch({ status: 'erasing' });
  await revokeSessions(userId, {}, trx);
  after.cancel.push(...(await cancelOpenWork(userId, trx)));
  const start = startOfErasure({ id: uuidv7(), runNo: 1 });
  const { resourceId: id, workflowId } = start;
  await Erasure.query(trx).insert({
    id,
    userId,
    status: 'queued',
    eraseAt,
    workflowId,
    nextCheckAt: firstCheckAt(),
  });
  await audit({ action: 'erasure.requested', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
  after.start.push(start, await queueMail({ userId, kind: 'erasure-requested' }, trx));
}

/**
 * Holds the user's row: whoever makes something for the user holds it too, so all of that is done or will be refused.
 * The proof was given before: what has ended this session since then wins.
 */
async function lockCaller(userId: string, sessionId: string, trx: Transaction): Promise<void> {
  const user = await User.query(trx).findById(userId).where({ status: 'active' }).select('id').forNoKeyUpdate();
  const session = await Session.query(trx).findOne({ id: sessionId, userId }).whereNull('revokedAt').select('id');
  if (!user || !session) throw new Problem('unauthenticated', 'Sign in again.');
}
