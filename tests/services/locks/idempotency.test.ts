import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { requestExport } from '../../../services/account/export/request-export.js';
import { queueUpload } from '../../../services/materials/queue-upload.js';
import { queueQuestion } from '../../../services/questions/ask-question.js';
import { completeKey, type Lease, withIdempotencyKey } from '../../../services/shared/idempotency.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildExport, buildIdempotencyKey, buildMaterial } from '../../support/factories/index.js';
import { FREE_AI } from '../../support/free-ai.js';
import { whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const IN_USE = { type: 'idempotency-key-in-use' };
let caller: Caller;
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});

const request = () => ({ userId, route: 'POST /things', key: 'k' });
const keys = (db: Knex = services.db) => db('idempotency_keys').where({ userId });
const deps = () => ({
  ...services,
  db: services.db,
  quota: { files: 10, bytes: 1_000, chunks: 10, pagesPerDay: 10 },
  ...FREE_AI,
});
/** An idempotent request whose work is to be given its lease. */
const leased = async (): Promise<Lease> => {
  const lease = { ...request(), leaseId: randomUUID() };
  await buildIdempotencyKey(services.db, { ...lease, fingerprint: null, leasedUntil: later() });
  return lease;
};

const later = () => new Date(Date.now() + 60_000);
const asking = { question: 'Why?', materialIds: [], lessonsAllowed: false, generalAllowed: false };
const run = () =>
  withIdempotencyKey(services, request(), {
    first: async () => 'made',
    fingerprint: async () => 'f',
    repeat: () => 'repeated',
  });

describe('the lease of a key', () => {
  test('is taken by one of two at the same moment: the other waits, and is told to ask again', async () => {
    const second = whileLocked(
      services.db,
      (trx) => buildIdempotencyKey(trx, { ...request(), fingerprint: null, leasedUntil: later() }),
      run,
    );
    await expect(second).rejects.toMatchObject(IN_USE);
  });

  test('that ran out is taken over by one of two, and the other finds it taken', async () => {
    const ranOut = new Date(Date.now() - 1_000);
    await buildIdempotencyKey(services.db, { ...request(), fingerprint: null, leasedUntil: ranOut });
    const second = whileLocked(
      services.db,
      (trx) => keys(trx).update({ leaseId: randomUUID(), leasedUntil: later() }),
      run,
    );
    await expect(second).rejects.toMatchObject(IN_USE);
  });
});

describe('a key is completed in the transaction of what is made, so that a lease which was lost makes nothing:', () => {
  /** As another request does when the lease has run out. */
  const takeOver = (trx: Knex) => keys(trx).update({ leaseId: randomUUID() });

  test('no material', async () => {
    const row = { ownerId: userId, status: 'uploading', bytes: null, sha256: null } as const;
    const { id: materialId } = await buildMaterial(services.db, row);
    const lease = await leased();
    const stored = { materialId, caller, title: 'Notes', bytes: 1, sha256: 'ab'.repeat(32), lease };
    await expect(whileLocked(services.db, takeOver, () => queueUpload(deps(), stored))).rejects.toMatchObject(IN_USE);
    expect(await services.db('materials').pluck('status')).toEqual(['uploading']);
    expect(services.starter.started).toEqual([]);
  });

  test('no question', async () => {
    const lease = await leased();
    const asked = whileLocked(services.db, takeOver, () => queueQuestion(deps(), { ...asking, caller, lease }));
    await expect(asked).rejects.toMatchObject(IN_USE);
    expect(await services.db('questions')).toEqual([]);
    expect(services.starter.started).toEqual([]);
  });

  test('no export', async () => {
    let other = '';
    const exported = whileLocked(
      services.db,
      async (trx) => {
        other = (await buildExport(trx, { userId, status: 'queued' })).id;
      },
      () => requestExport(deps(), { caller, idempotent: request() }),
      async (trx) => {
        await takeOver(trx);
        await trx('exports').where({ id: other }).delete();
      },
    );
    await expect(exported).rejects.toMatchObject(IN_USE);
    expect(await services.db('exports')).toEqual([]);
    expect(services.starter.started).toEqual([]);
  });

  test('and with it goes what the key says', async () => {
    const lease = await leased();
    const made = services.db.transaction(async (trx) => {
      await completeKey(lease, { resourceId: randomUUID(), fingerprint: 'f' }, trx);
      throw new Error('the commit fails');
    });
    await expect(made).rejects.toThrow('the commit fails');
    expect(await keys().first('resourceId')).toEqual({ resourceId: null });
  });
});
