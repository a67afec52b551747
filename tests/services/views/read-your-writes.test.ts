import { afterAll, beforeAll, test } from '@jest/globals';
import fc from 'fast-check';
import type { ViewStore } from '../../../clients/view-store.js';
import { eventually } from '../../support/eventually.js';
import { buildStudent } from '../../support/factories/index.js';
import { flushRedis } from '../../support/redis.js';
import { openTestData, type TestData } from '../../support/test-data.js';
import { commit, inAnHour, openProcess, type Process, shown } from './use-views.js';

/** What happens: a read, a write, one whose process is killed before it tells, a flush, Redis away and back. */
type Step = 'read' | 'write' | 'killed' | 'flush' | 'stop' | 'start';
const steps = fc.array(
  fc.record({
    step: fc.oneof(
      { weight: 8, arbitrary: fc.constant<Step>('read') },
      { weight: 6, arbitrary: fc.constant<Step>('write') },
      ...(['killed', 'flush', 'stop', 'start'] as Step[]).map((step) => ({ weight: 1, arbitrary: fc.constant(step) })),
    ),
    process: fc.constantFrom(0, 1),
  }),
  { minLength: 2, maxLength: 14 },
);

let data: TestData;
let processes: Process[];
/** What every call of Redis and of Postgres goes through in a run: it waits there for its turn. */
let inTurn: <T>(label: string, work: () => Promise<T>) => Promise<T>;
let isRedisAway = false;
/** What each process was told by Postgres. */
let heardBy: Map<string, number>[];
beforeAll(async () => {
  data = await openTestData();
  processes = [await openProcess(data, { adapt }), await openProcess(data, { adapt })];
  heardBy = processes.map(({ listener }) => {
    const heard = new Map<string, number>();
    listener.on('version_raised', (payload) => {
      const [userId = '', version] = payload.split(' ');
      heard.set(userId, Math.max(Number(version), heard.get(userId) ?? 0));
    });
    return heard;
  });
});
afterAll(async () => {
  for (const process of processes) await process.close();
  await data.close();
});

/** A store whose calls are done in the order that a run chooses, and not at all while Redis is away. */
function adapt(store: ViewStore): ViewStore {
  const scheduled =
    <Args extends unknown[], T>(label: string, call: (...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> =>
      inTurn(label, () => (isRedisAway ? Promise.reject(new Error('Redis is away')) : call(...args)));
  return {
    read: scheduled('read', store.read),
    readAt: scheduled('readAt', store.readAt),
    keep: scheduled('keep', store.keep),
    leave: scheduled('leave', store.leave),
    raise: scheduled('raise', store.raise),
    forget: scheduled('forget', store.forget),
    isResting: store.isResting,
  };
}

test('a student sees what was answered, whatever else happens, and in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), steps, async (scheduler, plan) => {
      const { id: userId } = await buildStudent(data.db);
      isRedisAway = false;
      const turn = scheduler.scheduleFunction(async (_label: string, work: () => Promise<unknown>) => work());
      // Not the scheduler's to reject: nobody hears it there.
      inTurn = async (label, work) => {
        const settled = await turn(label, () => Promise.allSettled([work()]));
        const [outcome] = settled as [PromiseSettledResult<never>];
        if (outcome.status === 'rejected') throw outcome.reason;
        return outcome.value;
      };
      let answered = 0;
      const versionNow = async () => (await data.db('user_stats').where({ userId }).first('version'))?.version ?? 0;
      const source = {
        ...{ view: 'progress' as const, userId },
        begin: () => inTurn('begin', async () => ({ version: await versionNow() })),
        make: () => inTurn('make', async () => ({ body: { version: await versionNow() }, until: inAnHour() })),
      };
      const run: Record<Step, (process: Process) => Promise<void>> = {
        async read({ views }) {
          const least = answered;
          const version = shown(await views.read(source));
          if (version < least) throw new Error(`version ${version} was shown after ${least} was answered`);
        },
        async write({ views }) {
          const version = await inTurn('commit', () => commit(data.db, userId));
          // What Redis did not take is on its way from Postgres to every process, some milliseconds.
          if ((await views.tell(userId)) === 'missed')
            await eventually(async () => heardBy.every((heard) => (heard.get(userId) ?? 0) >= version));
          answered = Math.max(answered, version);
        },
        killed: async () => void (await inTurn('commit', () => commit(data.db, userId))),
        flush: async () => void (await flushRedis(data.config)),
        async stop() {
          isRedisAway = true;
        },
        async start() {
          isRedisAway = false;
        },
      };
      const all = plan.map(({ step, process }) =>
        scheduler.schedule(Promise.resolve(), step).then(() => run[step](processes[process] as Process)),
      );
      const outcomes = Promise.all(all);
      await scheduler.waitFor(outcomes);
    }),
    {
      numRuns: Number(process.env.VIEW_RUNS ?? 60),
      timeout: 30_000,
      // On a slow machine fewer are tried.
      ...(process.env.VIEW_RUNS ? {} : { interruptAfterTimeLimit: 60_000 }),
      endOnFailure: true,
    },
  );
});
