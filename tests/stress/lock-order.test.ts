import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { createFileTransport } from '../../clients/mail/files.js';
import { createKnex } from '../../db/knex.js';
import { Problem } from '../../domain/problems.js';
import { Failure } from '../../domain/runs/failures.js';
import { FLOW_NAMES, FLOWS, type Flow } from '../../domain/runs/flows.js';
import { randomNumbers } from '../../lib/random-numbers.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { reconcile } from '../../services/runs/reconcile.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { buildSession, buildStudent } from '../support/factories/index.js';
import { PASSWORD } from '../support/student.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { openTestData, type TestData } from '../support/test-data.js';
import type { Crossing, Turn } from './crossing.js';
import { OPERATIONS } from './crossing-services.js';
import { fillStudent } from './fill-student.js';

/** How long pairs of operations are begun; on a slow machine longer, until each operation was done once. */
const SECONDS = Number(process.env.LOCK_ORDER_SECONDS ?? 10);
const MIN_DONE = 1;
/** Pairs that run at a time. */
const LANES = 8;
/** Repeats the order of an earlier run. */
const SEED = Number(process.env.LOCK_ORDER_SEED ?? Date.now() % 1_000_000);
const NAMES = Object.keys(OPERATIONS);

let app: TestData;
let proxy: TcpProxy;
let db: Knex;
let client: Client;
let deps: Crossing;
beforeAll(async () => {
  app = await openTestData();
  const url = new URL(app.config.DATABASE_URL);
  proxy = await startTcpProxy(url.host);
  // Transactions take longer then than their statements, so that more of them are half done at a time.
  await proxy.set({ latencyMs: 2 });
  url.host = proxy.address;
  db = createKnex(url.href, 3 * LANES);
  client = createTemporalClient(app.config);
  deps = {
    db,
    clock: app.clock,
    log: { info() {}, warn() {}, error() {} },
    starter: createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX),
    passwords: createPasswords({ memoryKib: 8192, passes: 1 }),
    mails: createFileTransport({ folder: app.config.MAIL_FOLDER, from: app.config.MAIL_FROM }),
  };
});
afterAll(async () => {
  await client.connection.close();
  await db.destroy();
  await proxy.close();
  await app.close();
});

test('services that cross each other never lock each other out, and leave no open row without a run', async () => {
  const passwordHash = await deps.passwords.hash(PASSWORD);
  const { id: one } = await buildStudent(app.db, { passwordHash });
  const { id: other } = await buildStudent(app.db, { passwordHash });
  const { faults } = await storm(pairs([one, other], randomNumbers(SEED)));
  expect({ seed: SEED, faults }).toEqual({ seed: SEED, faults: [] });

  for (const flow of FLOW_NAMES)
    await openRows(flow)
      .whereNotNull('nextCheckAt')
      .update({ nextCheckAt: new Date(0) });
  await reconcile(deps);
  expect(await withoutRun()).toEqual([]);
});

/** One operation and another that is begun at the same time, on the same rows where they work on the same kind. */
interface Pair {
  names: readonly [string, string];
  userId: string;
  turn: Omit<Turn, 'caller'>;
}

/** Every operation with every other, in an order of the seed's, again and again. */
function* pairs(students: readonly string[], random: () => number): Generator<Pair, never> {
  const all = NAMES.flatMap((one, at) => NAMES.slice(at).map((other) => [one, other] as const));
  for (;;) {
    const drawn = all.map((names) => ({ names, at: random() })).sort((a, b) => a.at - b.at);
    for (const { names } of drawn) {
      const userId = students[Math.floor(random() * students.length)] ?? '';
      yield { names, userId, turn: { choice: random(), other: random() } };
    }
  }
}

/** A student in a session that nobody else uses; some operations end all that there are. */
async function openCaller(userId: string): Promise<Turn['caller']> {
  const { id: sessionId } = await buildSession(app.db, { userId });
  return { userId, sessionId };
}

/** Runs pairs in several lanes. @returns what went wrong, but for operations that came too late or too early. */
async function storm(next: Generator<Pair, never>): Promise<{ faults: string[] }> {
  const faults: string[] = [];
  const done = new Map(NAMES.map((name) => [name, 0]));
  const until = performance.now() + SECONDS * 1_000;
  const isOver = () => performance.now() > until && [...done.values()].every((times) => times >= MIN_DONE);
  const run = async (name: string, turn: Turn) => {
    try {
      await OPERATIONS[name]?.(deps, turn);
      done.set(name, (done.get(name) ?? 0) + 1);
    } catch (error) {
      const isRefusal = error instanceof Problem || error instanceof Failure;
      if (!isRefusal) faults.push(`${name}: ${(error as Error).message}`);
    }
  };
  const lane = async () => {
    while (!isOver() && faults.length === 0) {
      const { names, userId, turn } = next.next().value;
      await fillStudent(app.db, userId);
      await Promise.all(names.map(async (name) => run(name, { ...turn, caller: await openCaller(userId) })));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { faults };
}

const openRows = (flow: Flow) => app.db(FLOWS[flow].table).whereIn('status', FLOWS[flow].open);

/** Open rows that have no workflow and that the reconciler will not look at. */
async function withoutRun(): Promise<string[]> {
  // An attempt without a time limit has none, and needs none.
  const withOne = (flow: Flow) => openRows(flow).whereNotNull('workflowId').select('workflowId', 'nextCheckAt');
  const rows = (await Promise.all(FLOW_NAMES.map(withOne))).flat();
  const states = rows.map(async ({ workflowId, nextCheckAt }) => {
    const isDue = nextCheckAt !== null && nextCheckAt <= app.clock();
    return isDue || (await deps.starter.describe(workflowId)) === 'running' ? [] : [workflowId];
  });
  return (await Promise.all(states)).flat();
}
