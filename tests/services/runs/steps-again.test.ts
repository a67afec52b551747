import { beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import { finishOnce } from '../../../services/runs/finish-once.js';
import { supersededOr } from '../../../services/runs/lock-run.js';
import { checkAfter } from '../../../services/runs/run-start.js';
import { wakeRow } from '../../../services/runs/wake-row.js';
import { buildExport, buildMaterial, buildStudent, buildStudySession } from '../../support/factories/index.js';
import { isHeld } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const SUPERSEDED = { type: 'Superseded' };
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  userId = (await buildStudent(services.db)).id;
});

const superseded = async (): Promise<never> => {
  throw new Failure('Superseded');
};

describe('the last step of a run', () => {
  const FLOW = { flow: 'exportAccount', states: ['ready'] } as const;
  const anExport = async (status: 'ready' | 'failed', runNo = 1): Promise<Run> =>
    buildExport(services.db, { userId, status, runNo });

  test('gives what it gives, and looks at no row for that', async () => {
    expect(await finishOnce(services, { ...FLOW, id: userId, runNo: 1 }, async () => 'ready' as const)).toBe('ready');
  });

  test('that is tried again gives the state in which it left the row', async () => {
    const { id, runNo } = await anExport('ready');
    expect(await finishOnce(services, { ...FLOW, id, runNo }, superseded)).toBe('ready');
  });

  test('is superseded where the row is in a state that it does not leave', async () => {
    const { id, runNo } = await anExport('failed');
    await expect(finishOnce(services, { ...FLOW, id, runNo }, superseded)).rejects.toMatchObject(SUPERSEDED);
  });

  test('is superseded where another run has finished the row, or there is none', async () => {
    const { id } = await anExport('ready', 2);
    await expect(finishOnce(services, { ...FLOW, id, runNo: 1 }, superseded)).rejects.toMatchObject(SUPERSEDED);
    await expect(finishOnce(services, { ...FLOW, id: userId, runNo: 1 }, superseded)).rejects.toMatchObject(SUPERSEDED);
  });

  test.each([new Failure('StorageMissing'), Object.assign(new Error('no'), { type: 'Superseded' })])(
    'throws what went wrong otherwise, though its row is finished: %s',
    async (error) => {
      const { id, runNo } = await anExport('ready');
      const failing = finishOnce(services, { ...FLOW, id, runNo }, async () => {
        throw error;
      });
      await expect(failing).rejects.toBe(error);
    },
  );
});

describe('the step of a timer', () => {
  const session = (status: 'running' | 'ended' | 'abandoned') =>
    buildStudySession(services.db, { userId, status: status as 'running' });
  const rowOf = (id: string) => services.db('study_sessions').where({ id });
  const deps = () => ({ ...services, db: services.db });

  test('gives the next deadline of its row, which is locked while it is looked at', async () => {
    const { id, runNo } = await session('running');
    const next = new Date();
    const run = { id, runNo };
    let held: boolean | undefined;
    const woken = wakeRow(deps(), 'closeStudySession', run, async (row) => {
      expect(row).toMatchObject(run);
      held = await isHeld(rowOf(id));
      return next;
    });
    expect(await woken).toBe(next);
    expect(held).toBe(true);
  });

  test('gives none where it has ended the row, though it is tried again', async () => {
    const { id, runNo } = await session('running');
    let looks = 0;
    for (let time = 0; time < 2; time++) {
      const woken = wakeRow(deps(), 'closeStudySession', { id, runNo }, async (row, after, trx) => {
        looks += 1;
        after.cancel.push('told');
        const now = services.clock();
        await row
          .$query(trx)
          .patch({ status: 'ended', endedAt: now, finishedAt: now, closesAt: null, nextCheckAt: null });
        return null;
      });
      expect(await woken).toBeNull();
    }
    expect(looks).toBe(1);
    expect(services.starter.cancelled).toEqual(['told']);
  });

  test('is superseded where the row was cancelled, and by the next run', async () => {
    const { id, runNo } = await session('running');
    const wake = (run: Run) => wakeRow(deps(), 'closeStudySession', run, async () => null);
    await expect(wake({ id, runNo: 2 })).rejects.toMatchObject(SUPERSEDED);
    await rowOf(id).update({ cancelRequestedAt: services.clock() });
    await expect(wake({ id, runNo })).rejects.toMatchObject(SUPERSEDED);
  });

  test('leaves the row to the reconciler five minutes after its deadline', () => {
    const deadline = new Date();
    expect(checkAfter(deadline)).toEqual(new Date(deadline.getTime() + 300_000));
  });
});

describe('a step that misses an object', () => {
  const fail = async (error: unknown, { id, runNo }: Run) =>
    supersededOr(services, 'ingestMaterial', { id, runNo })(error);
  const MISSING = new Failure('StorageMissing');

  test('is superseded where its row is no longer its own', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId, status: 'processing' });
    await expect(fail(MISSING, { id, runNo: 2 })).rejects.toMatchObject(SUPERSEDED);
  });

  test('throws so where it is', async () => {
    const row = await buildMaterial(services.db, { ownerId: userId, status: 'processing' });
    await expect(fail(MISSING, row)).rejects.toBe(MISSING);
  });

  test.each([new Failure('EngineUnavailable'), Object.assign(new Error('no'), { type: 'StorageMissing' })])(
    'and one that fails for another reason does not ask whose the row is: %s',
    async (error) => {
      const { id } = await buildMaterial(services.db, { ownerId: userId, status: 'processing' });
      await expect(fail(error, { id, runNo: 2 })).rejects.toBe(error);
    },
  );
});
