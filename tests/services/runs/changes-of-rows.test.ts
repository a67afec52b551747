import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RunEntity } from '../../../db/models/run-entity.js';
import { FLOW_NAMES, FLOWS, type Flow } from '../../../domain/runs/flows.js';
import { cancelRow } from '../../../services/runs/cancel-run.js';
import { checkAllRows } from '../../../services/runs/check-all-rows.js';
import { claimRun } from '../../../services/runs/claim-run.js';
import { endRun, finishedColumns, finishRow } from '../../../services/runs/finish-run.js';
import { modelOf } from '../../../services/runs/flow-rows.js';
import type { AfterCommit } from '../../../services/runs/in-transaction.js';
import { requeueByReconciler, requeueRow } from '../../../services/runs/requeue-run.js';
import { firstCheckAt, firstRun, firstRunByReconciler, startOf } from '../../../services/runs/run-start.js';
import { buildStudent } from '../../support/factories/index.js';
import { buildOpenRow } from '../../support/open-row.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const NOW = new Date();
/** When the reconciler looks at what is queued now. */
const FIRST_CHECK = new Date(NOW.getTime() + 5_000);
const SUPERSEDED = { type: 'Superseded' };
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  await services.db('erasures').delete();
  userId = (await buildStudent(services.db)).id;
});

const at = () => ({ ...services, db: services.db, clock: () => NOW });
const rowOf = (flow: Flow, id: string) => services.db(FLOWS[flow].table).where({ id });
const newRow = (flow: Flow, status: 'queued' | 'processing' = 'queued') =>
  buildOpenRow(flow, services.db, { userId, status });
const nobody = (): AfterCommit => ({ start: [], cancel: [] });
const firstState = (flow: Flow) => FLOWS[flow].open[0];
const working = (flow: Flow) => FLOWS[flow].open.at(-1);
/** Of one row each that a person has of these, and of those without a state between. */
const TWO_STATES = FLOW_NAMES.filter((flow) => FLOWS[flow].open.length > 1);

test.each(FLOW_NAMES)('a row of %s is among the open ones of its model, until it is finished', async (flow) => {
  const { id } = await newRow(flow);
  const open = () => modelOf(flow).query(services.db).findById(id).modify('open').select('id');
  expect(await open()).toMatchObject({ id });
  await rowOf(flow, id).update({ status: 'cancelled', ...finishedColumns(flow, NOW) });
  expect(await open()).toBeUndefined();
});

describe('the claim of a run', () => {
  test.each(FLOW_NAMES)('takes a row of %s, and may be repeated', async (flow) => {
    const { id } = await newRow(flow);
    for (let time = 0; time < 2; time++) {
      expect(await claimRun(services, flow, { id, runNo: 1 })).toMatchObject({ id, status: working(flow) });
    }
    expect(await rowOf(flow, id).first('status')).toEqual({ status: working(flow) });
  });

  test.each(FLOW_NAMES)('is refused for a row of %s that was cancelled, or is of another run', async (flow) => {
    const { id } = await newRow(flow);
    await expect(claimRun(services, flow, { id, runNo: 2 })).rejects.toMatchObject(SUPERSEDED);
    await rowOf(flow, id).update({ cancelRequestedAt: NOW });
    await expect(claimRun(services, flow, { id, runNo: 1 })).rejects.toMatchObject(SUPERSEDED);
    expect(await rowOf(flow, id).first('status')).toEqual({ status: firstState(flow) });
  });

  test.each(FLOW_NAMES)('for an owner who is suspended is as %s decides', async (flow) => {
    const { id } = await newRow(flow);
    await services.db('users').where({ id: userId }).update({ status: 'suspended' });
    const claim = claimRun(services, flow, { id, runNo: 1 });
    await (FLOWS[flow].ownerMustBeActive ? expect(claim).rejects.toMatchObject(SUPERSEDED) : claim);
  });
});

describe('the end of a run that cannot go on', () => {
  const FAILED = { status: 'failed', failure: 'Unexpected' } as const;
  const CANCELLED = { status: 'cancelled' } as const;

  test.each(TWO_STATES)('is written to a row of %s that is still queued', async (flow) => {
    const { id } = await newRow(flow, 'queued');
    expect(await endRun(at(), flow, { id, runNo: 1 }, CANCELLED)).toMatchObject({ id, status: 'cancelled' });
    expect(await rowOf(flow, id).first('status', 'finishedAt', 'nextCheckAt', 'failure')).toEqual({
      status: 'cancelled',
      finishedAt: NOW,
      nextCheckAt: null,
      failure: null,
    });
  });

  test.each(TWO_STATES)('is written to a row of %s in work, which keeps nothing of the run', async (flow) => {
    const { id } = await newRow(flow, 'processing');
    if (flow === 'answerQuestion') await rowOf(flow, id).update({ phase: 'checking', draft: { kind: 'none' } });
    if (flow === 'ingestMaterial') await rowOf(flow, id).update({ phase: 'reading' });
    await endRun(at(), flow, { id, runNo: 1 }, CANCELLED);
    expect(await rowOf(flow, id).first()).toMatchObject({ status: 'cancelled', ...FLOWS[flow].clearedAtEnd });
  });

  test.each(['ingestMaterial', 'answerQuestion', 'sendMail', 'exportAccount', 'reembedMaterial'] as const)(
    'says why %s failed',
    async (flow) => {
      const { id } = await newRow(flow, 'processing');
      await endRun(at(), flow, { id, runNo: 1 }, FAILED);
      expect(await rowOf(flow, id).first('status', 'failure')).toEqual(FAILED);
    },
  );

  test.each(TWO_STATES)('leaves a row of %s alone that has its end, and one of another run', async (flow) => {
    const { id } = await newRow(flow);
    expect(await endRun(at(), flow, { id, runNo: 2 }, CANCELLED)).toBeUndefined();
    await endRun(at(), flow, { id, runNo: 1 }, CANCELLED);
    const later = { ...at(), clock: () => new Date(NOW.getTime() + 1_000) };
    expect(await endRun(later, flow, { id, runNo: 1 }, CANCELLED)).toBeUndefined();
    expect(await rowOf(flow, id).first('finishedAt')).toEqual({ finishedAt: NOW });
  });
});

describe('what is read of a student', () => {
  const versionOf = async () => (await services.db('user_stats').where({ userId }).first('version'))?.version ?? 0;
  /** Flows whose open rows are on the dashboard. */
  const SHOWN: readonly Flow[] = ['answerQuestion', 'generateQuiz', 'ingestMaterial'];

  test.each(TWO_STATES)('is made anew when a run of %s ends that they see, and once', async (flow) => {
    const { id } = await newRow(flow, 'processing');
    const before = await versionOf();
    await endRun(at(), flow, { id, runNo: 2 }, { status: 'cancelled' });
    expect(await versionOf()).toBe(before);
    for (let time = 0; time < 2; time++) await endRun(at(), flow, { id, runNo: 1 }, { status: 'cancelled' });
    expect(Number(await versionOf()) - Number(before)).toBe(SHOWN.includes(flow) ? 1 : 0);
  });
});

describe('the end of a run that reached its goal', () => {
  test('is written with what belongs to it', async () => {
    const row = await buildOpenRow('exportAccount', services.db, { userId, status: 'processing' });
    const ready = { status: 'ready', bytes: 7, writeNo: 1, expiresAt: FIRST_CHECK } as const;
    await services.db.transaction((trx) => finishRow('exportAccount', row, ready, NOW, trx));
    expect(await rowOf('exportAccount', row.id).first(...Object.keys(ready), 'finishedAt', 'nextCheckAt')).toEqual({
      ...ready,
      finishedAt: NOW,
      nextCheckAt: null,
    });
  });
});

describe('a cancel', () => {
  type Cancelled = Exclude<Flow, 'deleteMaterial'>;
  const CANCELLED = FLOW_NAMES.filter((flow): flow is Cancelled => flow !== 'deleteMaterial');
  const cancel = (flow: Cancelled, row: RunEntity, after = nobody()) =>
    services.db.transaction((trx) => cancelRow(flow, row as never, NOW, after, trx));

  test.each(CANCELLED)('ends a row of %s at once, and tells its workflow', async (flow) => {
    const row = (await newRow(flow, 'queued')) as RunEntity;
    const after = nobody();
    await cancel(flow, row, after);
    expect(after).toEqual({ start: [], cancel: [row.workflowId] });
    expect(await rowOf(flow, row.id).first()).toMatchObject({
      status: 'cancelled',
      cancelRequestedAt: NOW,
      finishedAt: NOW,
      nextCheckAt: null,
      ...FLOWS[flow].clearedAtEnd,
    });
  });

  test('of one that was cancelled is harmless, and tells nobody', async () => {
    const row = (await newRow('ingestMaterial')) as RunEntity;
    row.status = 'cancelled';
    const after = nobody();
    await cancel('ingestMaterial', row, after);
    expect(after).toEqual({ start: [], cancel: [] });
    expect(await rowOf('ingestMaterial', row.id).first('status')).toEqual({ status: 'queued' });
  });

  test.each(['ready', 'partial', 'failed', 'uploading', 'deleting'])('of one that is %s is refused', async (status) => {
    const row = (await newRow('ingestMaterial')) as RunEntity;
    row.status = status;
    await expect(cancel('ingestMaterial', row)).rejects.toMatchObject({ type: 'not-running' });
  });

  test('of one that has no workflow yet tells nobody', async () => {
    const row = (await newRow('ingestMaterial')) as RunEntity;
    row.workflowId = null;
    const after = nobody();
    await cancel('ingestMaterial', row, after);
    expect(after.cancel).toEqual([]);
  });
});

describe('the next run of a row', () => {
  test.each(FLOW_NAMES)('of %s has the next number, and tells whose it is where it may', async (flow) => {
    const row = (await newRow(flow, 'processing')) as RunEntity;
    await rowOf(flow, row.id).update({ cancelRequestedAt: NOW });
    const after = nobody();
    await services.db.transaction((trx) => requeueRow(flow, row as never, NOW, after, trx));
    const workflowId = `${FLOWS[flow].idPrefix}:${row.id}:2`;
    expect(await rowOf(flow, row.id).first()).toMatchObject({
      status: firstState(flow),
      runNo: 2,
      workflowId,
      failure: null,
      cancelRequestedAt: null,
      finishedAt: null,
      nextCheckAt: FIRST_CHECK,
    });
    const input = { id: row.id, runNo: 2, userId: FLOWS[flow].carriesUserId ? userId : null };
    expect(after).toEqual({ start: [{ flow, workflowId, input }], cancel: [] });
  });

  test.each(TWO_STATES)('of %s that the reconciler starts is due at once', async (flow) => {
    const row = (await newRow(flow, 'processing')) as RunEntity;
    await services.db.transaction((trx) => requeueByReconciler(flow, row as never, NOW, trx));
    const queued = { status: 'queued', runNo: 2, nextCheckAt: NOW };
    expect([row, await rowOf(flow, row.id).first()]).toMatchObject([queued, queued]);
  });

  test("of a row without an owner is nobody's", async () => {
    const row = (await newRow('sendMail')) as RunEntity & { userId: string | null };
    row.userId = null;
    const after = nobody();
    await services.db.transaction((trx) => requeueRow('sendMail', row as never, NOW, after, trx));
    expect(after.start).toMatchObject([{ input: { userId: null } }]);
  });
});

describe('the first run', () => {
  test.each(FLOW_NAMES)('of %s has number 1, and is looked at in five seconds', (flow) => {
    expect(firstRun(flow, 'some-id', NOW)).toEqual({
      id: 'some-id',
      status: firstState(flow),
      workflowId: `${FLOWS[flow].idPrefix}:some-id:1`,
      nextCheckAt: FIRST_CHECK,
    });
    expect(firstCheckAt(NOW)).toEqual(FIRST_CHECK);
    expect(firstRunByReconciler(flow, 'some-id', NOW)).toEqual({ ...firstRun(flow, 'some-id', NOW), nextCheckAt: NOW });
  });

  test('of an erasure does not tell whose it is', () => {
    const input = { id: 'some-id', runNo: 3, userId: 'somebody' };
    expect(startOf('eraseAccount', input)).toEqual({
      flow: 'eraseAccount',
      workflowId: 'erase:some-id:3',
      input: { ...input, userId: null },
    });
    expect(startOf('sendMail', input)).toEqual({ flow: 'sendMail', workflowId: 'mail:some-id:3', input });
  });
});

test.each(FLOW_NAMES)('when Temporal has lost its runs, an open row of %s is looked at now', async (flow) => {
  const { id } = await newRow(flow);
  await rowOf(flow, id).update({ nextCheckAt: new Date(Date.now() + 3_600_000) });
  await checkAllRows(services.db);
  const { nextCheckAt } = await rowOf(flow, id).first('nextCheckAt');
  expect(nextCheckAt.getTime()).toBeLessThanOrEqual(Date.now());
});
