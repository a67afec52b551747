import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type AfterCommit, inTransaction } from '../../../services/runs/in-transaction.js';
import { startOf } from '../../../services/runs/run-start.js';
import { useTestServices } from '../../support/test-services.js';
import { createToldStarter, type ToldStarter } from '../../support/told-starter.js';

const services = useTestServices();
let starter: ToldStarter;
let warnings: { workflowId?: string; call?: string; reason?: string }[];
beforeEach(() => {
  starter = createToldStarter();
  warnings = [];
});

const log = { info() {}, error() {}, warn: (fields: object) => void warnings.push(fields) };
const deps = (over: Partial<ToldStarter> = {}) => ({
  ...services,
  db: services.db,
  log,
  starter: { ...starter, ...over },
});
const start = (id: string) => startOf('sendMail', { id, runNo: 1, userId: null });
const threads = () => services.db('subjects');
/** Makes a row, and has a workflow started and another cancelled. */
const work = (id: string) => async (trx: Parameters<Parameters<typeof inTransaction>[1]>[0], after: AfterCommit) => {
  await trx('subjects').insert({ id, slug: id, name: 'n', description: 'd', position: 1 });
  after.start.push(start(id));
  after.cancel.push(`mail:${id}:0`);
  return id;
};

describe('a unit of work', () => {
  test('is committed before Temporal is told', async () => {
    const id = randomUUID();
    const seen: unknown[] = [];
    const look = async () => void seen.push(await threads().where({ id }).pluck('id'));
    expect(await inTransaction(deps({ start: look, cancel: look }), work(id))).toBe(id);
    expect(seen).toEqual([[id], [id]]);
  });

  test('tells Temporal all that it was to be told', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await inTransaction(deps(), async (_trx, after) => {
      after.start.push(start(one), start(other));
      after.cancel.push('a', 'b');
    });
    expect(starter).toMatchObject({ started: [`mail:${one}:1`, `mail:${other}:1`], cancelled: ['a', 'b'] });
    expect(warnings).toEqual([]);
  });

  test('that fails is undone, and nobody is told', async () => {
    const id = randomUUID();
    const failing = inTransaction(deps(), async (trx, after) => {
      await work(id)(trx, after);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await threads().where({ id })).toEqual([]);
    expect(starter).toMatchObject({ started: [], cancelled: [] });
  });

  test.each(['start', 'cancel'] as const)(
    'stands when Temporal cannot be told to %s, and the log tells',
    async (call) => {
      const id = randomUUID();
      const away = async () => {
        throw new TypeError('not here');
      };
      expect(await inTransaction(deps({ [call]: away }), work(id))).toBe(id);
      expect(await threads().where({ id }).pluck('id')).toEqual([id]);
      const workflowId = call === 'start' ? `mail:${id}:1` : `mail:${id}:0`;
      expect(warnings).toEqual([{ workflowId, call, reason: 'TypeError' }]);
      // The other was told all the same.
      expect([...starter.started, ...starter.cancelled]).toHaveLength(1);
    },
  );

  test('and the log does not fail where what is thrown is no error', async () => {
    const thrown = async () => Promise.reject('gone');
    await inTransaction(deps({ start: thrown }), work(randomUUID()));
    expect(warnings).toMatchObject([{ reason: 'unknown' }]);
  });
});
