import { v7 as uuidv7 } from 'uuid';
import { writeNotices } from '../../db/queries/notices.js';
import { findLevel } from '../../db/queries/xp.js';
import { hashJson } from '../../lib/hash-json.js';
import { addCorrection } from '../game/add-correction.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { completeKey, type IdempotentRequest, type Lease, withIdempotencyKey } from '../shared/idempotency.js';
import { actAsSupport } from './act-as-support.js';
import { assertThere } from './assert-there.js';
import type { Look } from './read-user.js';

interface Adjustment extends Look {
  points: number;
}

/**
 * Gives a student XP or takes some back: a line of the ledger, and a notice that says so.
 * @returns what the student has then
 * @throws Problem not-found for nobody; account-closed for who is not active; idempotency-key-*; those of actAsSupport.
 */
export async function adjustXp(
  deps: TransactionDeps,
  { idempotent, ...adjustment }: Adjustment & { idempotent: IdempotentRequest | undefined },
): Promise<{ xp: number; level: number }> {
  await assertThere(adjustment.userId, deps.db);
  const fingerprint = fingerprintOf(adjustment);
  await withIdempotencyKey(deps, idempotent, {
    first: (lease) => adjust(deps, { ...adjustment, lease, fingerprint }),
    fingerprint: async () => fingerprint,
    repeat: (id) => id,
  });
  return findLevel(deps.db, adjustment.userId);
}

function adjust(
  deps: TransactionDeps,
  {
    supporter,
    userId,
    reason,
    points,
    lease,
    fingerprint,
  }: Adjustment & { lease: Lease | undefined; fingerprint: string },
): Promise<string> {
  const id = uuidv7();
  const deed = { supporter, deed: 'adjusted-xp', reason, studentId: userId, details: { id, points } } as const;
  return actAsSupport(deps, deed, async (trx) => {
    const now = deps.clock();
    await addCorrection({ userId, cause: `correction:${id}`, sourceId: null, points }, now, trx);
    await writeNotices(trx, userId, [{ kind: 'xp-adjusted', topic: id, facts: { points } }]);
    if (lease) await completeKey(lease, { resourceId: id, fingerprint }, trx);
    return id;
  });
}

const fingerprintOf = ({ userId, points, reason }: Adjustment): string => hashJson([userId, points, reason]);
