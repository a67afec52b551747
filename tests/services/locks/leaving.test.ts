import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { exportKey } from '../../../domain/object-keys.js';
import { beginErasure } from '../../../services/account/erasure/begin-erasure.js';
import { eraseAgain } from '../../../services/account/erasure/erase-again.js';
import { finishErasure } from '../../../services/account/erasure/finish-erasure.js';
import { finishExport } from '../../../services/account/export/finish-export.js';
import { admitUser } from '../../../services/auth/admit-user.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import { buildErasure, buildExport, buildStudent } from '../../support/factories/index.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';
import { useTestStorage } from '../../support/test-storage.js';

const services = useTestServices();
const { storage, put, expectNothing } = useTestStorage();
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  userId = (await buildStudent(services.db, { status: 'erasing' })).id;
});

const deps = () => ({ ...services, db: services.db, storage });
const users = (trx: Knex = services.db) => trx('users').where({ id: userId });
const OVER = { status: 'processing', eraseAt: new Date(0) } as const;

describe('the end of the time of grace', () => {
  test('waits for a login, which keeps the account', async () => {
    const { id, runNo } = await buildErasure(services.db, { ...OVER, userId, phase: 'grace' });
    const ended = whileLocked(
      services.db,
      (trx) => users(trx).update({ status: 'active' }),
      () => beginErasure(deps(), { id, runNo }),
    );
    await expect(ended).rejects.toMatchObject({ type: 'Superseded' });
    expect(await users().first('status')).toEqual({ status: 'active' });
  });
});

describe('a login in the time of grace', () => {
  test('waits for the reconciler, and cancels the run that it began', async () => {
    const { id } = await buildErasure(services.db, { userId, status: 'queued', phase: 'grace' });
    const next = `erase:${id}:2`;
    await whileLocked(
      services.db,
      (trx) => trx('erasures').where({ id }).update({ runNo: 2, workflowId: next }),
      () =>
        inTransaction(deps(), (trx, after) =>
          admitUser({ userId, stillHolds: () => true }, services.clock(), after, trx),
        ),
    );
    expect(services.starter.cancelled).toEqual([next]);
    expect(await users().first('status')).toEqual({ status: 'active' });
  });
});

describe('the end of an erasure', () => {
  test('waits for who refers to the user, and holds nothing of the erasure before', async () => {
    const { id, runNo } = await buildErasure(services.db, { ...OVER, userId, phase: 'removing', receipt: {} });
    let isHeldBefore: boolean | undefined;
    const outcome = await whileLocked(
      services.db,
      // As a row does that is inserted for the user.
      (trx) => users(trx).forKeyShare(),
      () => finishErasure(deps(), { id, runNo }),
      async () => {
        isHeldBefore = await isHeld(services.db('erasures').where({ id }));
      },
    );
    expect([outcome, isHeldBefore]).toEqual(['done', false]);
    expect(await users()).toEqual([]);
  });
});

describe('the erasure of somebody whom a backup has brought back', () => {
  test('waits for another that does the same, and leaves it to that one', async () => {
    const isThere = await whileLocked(
      services.db,
      (trx) => users(trx).update({ status: 'erased' }),
      () => eraseAgain(deps(), userId),
    );
    expect(isThere).toBe(true);
    expect(await services.db('erasures').where({ userId })).toEqual([]);
    expect(services.starter.started).toEqual([]);
  });
});

describe('the end of an export', () => {
  test('waits for whoever shuts the account, and then leaves no file and tells nobody', async () => {
    await users().update({ status: 'active' });
    const { id, runNo } = await buildExport(services.db, { userId, status: 'processing', writeNo: 1 });
    const key = exportKey({ userId, id, writeNo: 1 });
    await put(key, Buffer.from('zip'));
    const finished = whileLocked(
      services.db,
      (trx) => users(trx).update({ status: 'suspended' }),
      () => finishExport(deps(), { id, runNo, writeNo: 1, bytes: 3 }),
    );
    await expect(finished).rejects.toMatchObject({ type: 'Superseded' });
    await expectNothing(key);
    expect(await services.db('exports').where({ id }).first('status')).toEqual({ status: 'processing' });
    expect(await services.db('mails').where({ kind: 'export-ready' })).toEqual([]);
  });
});
