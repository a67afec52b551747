import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { Erasure } from '../../../db/models/erasure.js';
import { User } from '../../../db/models/user.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import { claimRun } from '../../runs/claim-run.js';
import { lockRun } from '../../runs/lock-run.js';
import type { Clock } from '../../shared/clock.js';

/** When an erasure may begin: an instant (ISO 8601), or null when it has begun. */
export interface Grace {
  until: string | null;
}

/** Takes an erasure for this run, and tells what is left of the time of grace. @throws Failure Superseded. */
export async function claimErasure(deps: { db: Knex }, run: Run): Promise<Grace> {
  return graceOf(await claimRun(deps, 'eraseAccount', run));
}

/**
 * Ends the time of grace, from when on the account cannot be brought back; before its time it only tells how long it is.
 * A login at the same moment waits for this or wins over it: both hold the user's row.
 * @throws Failure Superseded when the erasure was called off.
 */
export async function beginErasure({ db, clock }: { db: Knex; clock: Clock }, run: Run): Promise<Grace> {
  return db.transaction(async (trx) => {
    const user = await lockUser(run, trx);
    const erasure = await lockRun('eraseAccount', run, trx);
    const { until } = graceOf(erasure);
    if (until === null || erasure.eraseAt > clock()) return { until };
    if (user.status !== 'erasing') throw new Failure('Superseded');
    await user.$query(trx).patch({ status: 'erased' });
    await erasure.$query(trx).patch({ phase: 'removing', receipt: {} });
    return { until: null };
  });
}

/** The user first, as in a login: the other order could lock itself in with one. */
async function lockUser({ id }: Run, trx: Transaction): Promise<User> {
  const erasure = await Erasure.query(trx).findById(id).select('userId');
  const user = erasure?.userId && (await User.query(trx).findById(erasure.userId).forNoKeyUpdate());
  if (!user) throw new Failure('Superseded');
  return user;
}

const graceOf = ({ phase, eraseAt }: Erasure): Grace => ({ until: phase === 'grace' ? eraseAt.toISOString() : null });
