import type { Transaction } from 'objection';
import type { IdempotencyKey } from '../models/idempotency-key.js';

/**
 * Takes the lease of a key that nobody has: one that is new, whose lease ran out before anything was made, or that was
 * kept long enough.
 * @returns false where another has it, or something was made under it
 */
export async function takeLease(
  trx: Transaction,
  lease: Pick<IdempotencyKey, 'userId' | 'route' | 'key' | 'leaseId'>,
  { leaseSeconds, keptHours }: { leaseSeconds: number; keptHours: number },
): Promise<boolean> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `INSERT INTO idempotency_keys AS k (user_id, route, key, lease_id, leased_until)
     VALUES (:userId, :route, :key, :leaseId, now() + make_interval(secs => :leaseSeconds))
     ON CONFLICT (user_id, route, key) DO UPDATE
       SET lease_id = excluded.lease_id, leased_until = excluded.leased_until, updated_at = now(),
           fingerprint = NULL, resource_id = NULL, created_at = now()
       WHERE (k.resource_id IS NULL AND k.leased_until < now())
          OR k.created_at < now() - make_interval(hours => :keptHours)`,
    { ...lease, leaseSeconds, keptHours },
  );
  return rowCount === 1;
}
