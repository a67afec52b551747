import { beforeEach, describe, expect, test } from '@jest/globals';
import { reconcile } from '../../../services/runs/reconcile.js';
import type { WorkflowState } from '../../../services/shared/ports.js';
import { buildMaterial, buildStudent } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';
import { createToldStarter } from '../../support/told-starter.js';

const services = useTestServices();
let ownerId: string;
beforeEach(async () => {
  await services.db('users').delete();
  ownerId = (await buildStudent(services.db)).id;
});

const rowOf = (id: string) => services.db('materials').where({ id });
const dueMaterial = (status: 'queued' | 'processing' = 'processing', nextCheckAt = new Date(0)) =>
  buildMaterial(services.db, { ownerId, status, nextCheckAt });

/** One pass in which something happens to the row while Temporal is asked. */
async function passDuring(change: () => Promise<unknown>, state: WorkflowState) {
  const told = createToldStarter();
  const describe = async () => {
    await change();
    return state;
  };
  return { report: await reconcile({ ...services, db: services.db, starter: { ...told, describe } }), told };
}

describe('while Temporal is asked what became of a run', () => {
  test.each(['closed', 'not-found'] as const)('the next one may begin, and is left alone (%s)', async (state) => {
    const { id } = await dueMaterial();
    const next = { status: 'queued', runNo: 2, workflowId: `ingest:${id}:2` };
    const { told } = await passDuring(() => rowOf(id).update(next), state);
    expect(await rowOf(id).first('status', 'runNo', 'workflowId', 'failure')).toEqual({ ...next, failure: null });
    expect(told.started).toEqual([]);
  });

  test.each(['closed', 'not-found'] as const)('it may end well, and its end stands (%s)', async (state) => {
    const { id } = await dueMaterial();
    const end = { status: 'ready', finishedAt: services.clock(), nextCheckAt: null };
    const { told } = await passDuring(() => rowOf(id).update(end), state);
    expect(await rowOf(id).first('status', 'runNo', 'failure')).toEqual({ status: 'ready', runNo: 1, failure: null });
    expect(told.started).toEqual([]);
  });
});

describe('a pass', () => {
  test('that Temporal does not answer throws, and what it did not reach is due again', async () => {
    const [first, second] = [await dueMaterial('queued', new Date(0)), await dueMaterial('queued', new Date(1))];
    const away = async () => {
      throw new Error('Temporal is away');
    };
    const starter = { ...createToldStarter(), describe: away };
    await expect(reconcile({ ...services, db: services.db, starter })).rejects.toThrow('Temporal is away');
    for (const { id } of [first, second]) {
      const { nextCheckAt } = await rowOf(id).first('nextCheckAt');
      // Put off for less than the two minutes to the next pass but one.
      expect(nextCheckAt.getTime()).toBeLessThanOrEqual(Date.now() + 100_000);
    }
  });

  test('looks at those first that have been due for longest, and at all of them', async () => {
    const late = await dueMaterial('queued', new Date(1_000));
    await services.db.raw(
      `INSERT INTO materials (id, owner_id, title, format, bytes, sha256, status, workflow_id, next_check_at)
       SELECT gen_random_uuid(), :ownerId, 't', 'pdf', 1, encode(sha256(CAST(n AS text)::bytea), 'hex'), 'queued', 'w',
              to_timestamp(0)
       FROM generate_series(1, 200) AS n`,
      { ownerId },
    );
    const told = createToldStarter();
    const once = await reconcile({ ...services, db: services.db, starter: told });
    expect(once.started).toBe(201);
    expect(told.started.at(-1)).toBe(late.workflowId);
    expect((await reconcile({ ...services, db: services.db, starter: told })).started).toBe(0);
  });

  test('takes five thousand rows of a flow at most, and leaves the others to the next', async () => {
    await services.db.raw(
      `INSERT INTO mails (id, user_id, kind, recipient_address, status, workflow_id, next_check_at)
       SELECT gen_random_uuid(), :ownerId, 'google-linked', 'ada@example.org', 'queued', 'w', to_timestamp(0)
       FROM generate_series(1, 5001) AS n`,
      { ownerId },
    );
    const starter = { ...createToldStarter(), describe: async () => 'running' as const };
    const pass = async () => (await reconcile({ ...services, db: services.db, starter })).running;
    expect([await pass(), await pass(), await pass()]).toEqual([5_000, 1, 0]);
  });

  test('asks Temporal of eight rows at once', async () => {
    for (let n = 0; n < 9; n++) await dueMaterial('queued');
    let [asked, most] = [0, 0];
    let answer = () => {};
    const eighth = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const describe = async () => {
      most = Math.max(most, ++asked);
      if (asked === 8) answer();
      await eighth;
      asked--;
      return 'running' as const;
    };
    await reconcile({ ...services, db: services.db, starter: { ...createToldStarter(), describe } });
    expect(most).toBe(8);
  });

  test('looks at a row from the moment on at which it is due', async () => {
    const { id } = await dueMaterial('queued', new Date(Date.now() + 60_000));
    const pass = () => reconcile({ ...services, db: services.db, starter: createToldStarter() });
    expect((await pass()).started).toBe(0);
    await rowOf(id).update({ nextCheckAt: services.db.fn.now() });
    expect((await pass()).started).toBe(1);
  });

  test('tells Temporal whose a run is, so that it is found by them', async () => {
    const { id } = await dueMaterial('queued');
    const starts: unknown[] = [];
    const starter = { ...createToldStarter(), start: async (start: object) => void starts.push(start) };
    await reconcile({ ...services, db: services.db, starter });
    expect(starts).toEqual([
      { flow: 'ingestMaterial', workflowId: `ingest:${id}:1`, input: { id, runNo: 1, userId: ownerId } },
    ]);
  });
});
