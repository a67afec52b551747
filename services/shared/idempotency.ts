import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { IdempotencyKey } from '../../db/models/idempotency-key.js';
import { renewLease, secondsOfLease, takeLease } from '../../db/queries/idempotency.js';
import { Problem } from '../../domain/problems.js';
import { lockActiveUserForShare } from './active-user.js';

/** One request that a client may repeat under the same key. */
export interface IdempotentRequest {
  userId: string;
  /** Method and pattern. */
  route: string;
  key: string;
}

/** The right to be the one that runs an idempotent request. */
export interface Lease extends IdempotentRequest {
  leaseId: string;
}

/** Either this request is the first and holds the lease, or what the first one made. */
type Claim = { first: true; lease: Lease } | { first: false; resourceId: string; fingerprint: string };

/** A holder that is killed frees its key after so long; one that lives takes the time anew, in good time. */
const LEASE_SECONDS = 10;
const RENEW_MS = 3_000;
const KEPT_HOURS = 24;

/**
 * Takes the lease of a key, or finds what was made under it. A lease that ran out is taken over.
 * @throws Problem idempotency-key-in-use while the first request runs; account-closed.
 */
async function claimKey(request: IdempotentRequest, db: Knex): Promise<Claim> {
  return db.transaction(async (trx) => {
    await lockActiveUserForShare(request.userId, trx);
    return takeOrFind(request, trx);
  });
}

async function takeOrFind(request: IdempotentRequest, trx: Transaction): Promise<Claim> {
  const { userId, route, key } = request;
  const lease = { userId, route, key, leaseId: uuidv7() };
  if (await takeLease(trx, lease, { leaseSeconds: LEASE_SECONDS, keptHours: KEPT_HOURS }))
    return { first: true, lease };
  const known = await IdempotencyKey.query(trx).findOne({ userId, route, key });
  if (!known?.resourceId) {
    const retryAfterSeconds = await secondsOfLease(trx, lease);
    throw new Problem('idempotency-key-in-use', 'The first request with this key still runs.', { retryAfterSeconds });
  }
  return { first: false, resourceId: known.resourceId, fingerprint: known.fingerprint ?? '' };
}

/**
 * Records what an idempotent request made, in the transaction that makes it.
 * @throws Problem idempotency-key-in-use when the lease ran out and another request took it over.
 */
export async function completeKey(
  lease: Lease,
  made: { resourceId: string; fingerprint: string },
  trx: Transaction,
): Promise<void> {
  const { userId, route, key, leaseId } = lease;
  const completed = await IdempotencyKey.query(trx).where({ userId, route, key, leaseId }).patch(made);
  if (completed === 0) throw new Problem('idempotency-key-in-use', 'Another request with this key took over.');
}

/** Gives a lease back after a failure, so that the client may try again at once. */
async function releaseKey({ userId, route, key, leaseId }: Lease, db: Knex): Promise<void> {
  await IdempotencyKey.query(db).where({ userId, route, key, leaseId }).whereNull('resourceId').delete();
}

/** How an idempotent request is run, and what a repeat of it gets. */
export interface IdempotentWork<T> {
  /** Makes the resource, and completes the lease in the same transaction. */
  first(lease: Lease | undefined): Promise<T>;
  /** What the request asks for, as a hash; asked of repeats only. */
  fingerprint(): Promise<string>;
  repeat(resourceId: string): T;
}

/**
 * Runs a request once a key: the first makes the resource, a repeat gets the same. Without a key it simply runs.
 * @throws Problem idempotency-key-in-use, idempotency-key-reused for another request; account-closed; whatever the
 * work throws.
 */
export async function withIdempotencyKey<T>(
  { db }: { db: Knex },
  idempotent: IdempotentRequest | undefined,
  work: IdempotentWork<T>,
): Promise<T> {
  if (!idempotent) return work.first(undefined);
  const claim = await claimKey(idempotent, db);
  if (!claim.first) {
    if (claim.fingerprint !== (await work.fingerprint())) {
      throw new Problem('idempotency-key-reused', 'Use a new key for a new request.');
    }
    return work.repeat(claim.resourceId);
  }
  const renewal = keepLease(claim.lease, db);
  try {
    return await work.first(claim.lease);
  } catch (error) {
    // A key that cannot be given back now is free when its lease has run out.
    await releaseKey(claim.lease, db).catch(() => {});
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** Renews a lease until it is cleared; one that cannot be renewed runs out, and completeKey then refuses. */
const keepLease = (lease: Lease, db: Knex): NodeJS.Timeout =>
  setInterval(() => void renewLease(db, lease, LEASE_SECONDS).catch(() => {}), RENEW_MS).unref();
