import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import type { RunEntity } from '../../../db/models/run-entity.js';
import { takeDueRows } from '../../../db/queries/runs.js';
import { FLOW_NAMES, FLOWS, type Flow } from '../../../domain/runs/flows.js';
import { claimRun } from '../../../services/runs/claim-run.js';
import { endRun } from '../../../services/runs/finish-run.js';
import { lockRun, writeInRun } from '../../../services/runs/lock-run.js';
import { buildStudent } from '../../support/factories/index.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { buildOpenRow } from '../../support/open-row.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const SUPERSEDED = { type: 'Superseded' };
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

const rowOf = (flow: Flow, id: string, db: Knex = services.db): Knex.QueryBuilder =>
  db(FLOWS[flow].table).where({ id });

/** A row of a flow in the state in which a run works on it. */
const inWork = async (flow: Flow): Promise<{ id: string; runNo: number }> => {
  const { id, runNo } = (await buildOpenRow(flow, services.db, { userId, status: 'processing' })) as RunEntity;
  return { id, runNo };
};
/** What another transaction does to a row, so that the run at it is not the one that may write. */
const nextRun = (flow: Flow, id: string) => (trx: Knex) => rowOf(flow, id, trx).update({ runNo: 2 });
const cancel = (flow: Flow, id: string) => (trx: Knex) =>
  rowOf(flow, id, trx).update({ cancelRequestedAt: services.clock() });

describe.each(FLOW_NAMES)('a row of %s', (flow) => {
  test('is waited for by the fence, which then sees that it belongs to the next run', async () => {
    const run = await inWork(flow);
    const locked = whileLocked(services.db, nextRun(flow, run.id), () =>
      services.db.transaction((trx) => lockRun(flow, run, trx)),
    );
    await expect(locked).rejects.toMatchObject(SUPERSEDED);
  });

  test('is waited for by the fence, which then sees that it was cancelled', async () => {
    const run = await inWork(flow);
    const locked = whileLocked(services.db, cancel(flow, run.id), () =>
      services.db.transaction((trx) => lockRun(flow, run, trx)),
    );
    await expect(locked).rejects.toMatchObject(SUPERSEDED);
  });

  test('is held while a run writes, and given free with what it wrote', async () => {
    const run = await inWork(flow);
    let held: boolean | undefined;
    await writeInRun(services, flow, run, async (row) => {
      expect(row).toMatchObject(run);
      held = await isHeld(rowOf(flow, run.id));
    });
    expect(held).toBe(true);
    expect(await isHeld(rowOf(flow, run.id))).toBe(false);
  });

  test('is not held against rows that refer to it', async () => {
    const run = await inWork(flow);
    await writeInRun(services, flow, run, async () => {
      expect(await rowOf(flow, run.id).forKeyShare().noWait()).toHaveLength(1);
    });
  });

  test('is waited for by the claim of a run, which then sees that it belongs to the next', async () => {
    const run = await inWork(flow);
    const claimed = whileLocked(services.db, nextRun(flow, run.id), () => claimRun(services, flow, run));
    await expect(claimed).rejects.toMatchObject(SUPERSEDED);
  });

  test('is waited for by the end of a run, which then leaves it to the next', async () => {
    const run = await inWork(flow);
    const end = { status: 'cancelled' } as const;
    expect(
      await whileLocked(services.db, nextRun(flow, run.id), () => endRun(services, flow, run, end)),
    ).toBeUndefined();
    expect(await rowOf(flow, run.id).first('runNo', 'finishedAt')).toEqual({ runNo: 2, finishedAt: null });
  });
});

describe('rows that are due', () => {
  const due = { limit: 10, putOffSeconds: 100 };

  test('are held by the pass that took them, and another one takes none of them and waits for none', async () => {
    const rows = [1, 2].map(() => buildOpenRow('sendMail', services.db, { userId, nextCheckAt: new Date(0) }));
    const ids = (await Promise.all(rows)).map(({ id }) => id);
    const first = await services.db.transaction();
    try {
      const [taken] = await takeDueRows(first, 'sendMail', { ...due, limit: 1 });
      const others = await takeDueRows(services.db, 'sendMail', due);
      expect(others.map(({ id }) => id)).toEqual(ids.filter((id) => id !== taken?.id));
    } finally {
      await first.rollback();
    }
    // The first pass gave up, so that what it took is due again.
    expect(await takeDueRows(services.db, 'sendMail', due)).toHaveLength(1);
  });
});
