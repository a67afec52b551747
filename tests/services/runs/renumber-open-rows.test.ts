import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RunEntity } from '../../../db/models/run-entity.js';
import { FLOW_NAMES, FLOWS, type Flow, workflowIdOf } from '../../../domain/runs/flows.js';
import { renumberOpenRows } from '../../../services/runs/renumber-open-rows.js';
import type { WorkflowState } from '../../../services/shared/ports.js';
import { buildMaterial, buildStudent } from '../../support/factories/index.js';
import { buildOpenRow, removeRuns } from '../../support/open-row.js';
import { useTestServices } from '../../support/test-services.js';
import { createToldStarter } from '../../support/told-starter.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  await removeRuns(services.db);
  userId = (await buildStudent(services.db)).id;
});

const NOW = new Date('2026-11-27T12:00:00Z');
const LATER = new Date('2100-01-01T00:00:00Z');
const openRow = async (flow: Flow) =>
  (await buildOpenRow(flow, services.db, {
    userId,
    status: 'processing',
    runNo: 3,
    nextCheckAt: LATER,
  })) as RunEntity;
const rowOf = (flow: Flow, id: string) =>
  services.db(FLOWS[flow].table).where({ id }).first('status', 'runNo', 'workflowId', 'nextCheckAt');
const renumber = (known: Record<string, WorkflowState>, during: () => Promise<unknown> = async () => {}) => {
  const starter = createToldStarter(known);
  const describe = async (workflowId: string) => {
    await during();
    return starter.describe(workflowId);
  };
  return renumberOpenRows({ ...services, db: services.db, clock: () => NOW, starter: { ...starter, describe } });
};

describe('in a database that was restored', () => {
  test.each(FLOW_NAMES)('an open row of %s gets the first run that Temporal does not know', async (flow) => {
    const { id } = await openRow(flow);
    const idOf = (runNo: number) => workflowIdOf(flow, { id, runNo });
    const counts = await renumber({ [idOf(3)]: 'closed', [idOf(4)]: 'running' });
    expect(counts).toEqual({ open: 1, renumbered: 1 });
    expect(await rowOf(flow, id)).toEqual({
      status: FLOWS[flow].open[0],
      runNo: 5,
      workflowId: idOf(5),
      nextCheckAt: NOW,
    });
  });

  test('one whose run Temporal does not know keeps it, and is due', async () => {
    const { id, workflowId } = await openRow('ingestMaterial');
    expect(await renumber({})).toEqual({ open: 1, renumbered: 0 });
    const kept = { status: 'processing', runNo: 3, workflowId, nextCheckAt: NOW };
    expect(await rowOf('ingestMaterial', id)).toEqual(kept);
  });

  test('one that had been cancelled begins anew', async () => {
    const { id, workflowId } = await openRow('ingestMaterial');
    await services.db('materials').where({ id }).update({ cancelRequestedAt: NOW });
    await renumber({ [workflowId ?? '']: 'closed' });
    expect(await services.db('materials').where({ id }).first('cancelRequestedAt')).toEqual({
      cancelRequestedAt: null,
    });
  });

  test('one that ends meanwhile stays as it ended', async () => {
    const { id, workflowId } = await openRow('ingestMaterial');
    const end = { status: 'ready', finishedAt: NOW, nextCheckAt: null };
    await renumber({ [workflowId ?? '']: 'closed' }, () => services.db('materials').where({ id }).update(end));
    expect(await rowOf('ingestMaterial', id)).toEqual({ status: 'ready', runNo: 3, workflowId, nextCheckAt: null });
  });

  test('one that gets another run meanwhile keeps that', async () => {
    const { id, workflowId } = await openRow('ingestMaterial');
    const next = { runNo: 9, workflowId: workflowIdOf('ingestMaterial', { id, runNo: 9 }), nextCheckAt: LATER };
    await renumber({ [workflowId ?? '']: 'closed' }, () => services.db('materials').where({ id }).update(next));
    expect(await rowOf('ingestMaterial', id)).toEqual({ status: 'processing', ...next });
  });

  test('all are gone through, though there be more than one query lists, and no row that is finished', async () => {
    for (let count = 0; count < 201; count += 1)
      await buildMaterial(services.db, { ownerId: userId, status: 'queued' });
    await buildMaterial(services.db, { ownerId: userId, status: 'ready' });
    expect(await renumber({})).toEqual({ open: 201, renumbered: 0 });
  });
});
