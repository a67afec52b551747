import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { createKnex } from '../db/knex.js';
import type { RunInput } from '../domain/runs/flows.js';
import { startOf } from '../services/runs/run-start.js';
import type { WorkflowStarter } from '../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { activitiesOf } from './history.js';
import { createOwner, queueMaterial } from './materials.js';
import { printTable, printTarget } from './report.js';
import { percentile, percentiles, rounded } from './statistics.js';
import { startWorker } from './worker.js';

/** Starts a second: few, of which most find the machine idle, and many, which find others at work. */
const RATES = [5, 20] as const;
const WARM_UP = 10;
const TARGET_P95_MS = 250;

interface Setting {
  db: Knex;
  client: Client;
  starter: WorkflowStarter;
}

/** In milliseconds. */
interface Summary {
  p50: number;
  p95: number;
  max: number;
}

/** What came out at one rate. */
interface Measured {
  perSecond: number;
  latencyMs: Summary;
  callMs: Summary;
}

/** One start: which run, and when its call began and ended. */
interface Start {
  workflowId: string;
  calledAt: number;
  answeredAt: number;
}

/**
 * How long a student's upload waits before somebody works on it: 200 starts of `ingestMaterial` (100 in the short
 * form) at 5 a second, and as many at 20, against the real worker, each measured from just before the product's own
 * start call to ActivityTaskStarted of its first activity, the claim of the row. That is the moment Temporal's server,
 * which has this machine's clock, gives the task to the worker; the hop from there to the worker's code is not in it.
 * Starts keep their beat whether or not earlier ones have been answered, so that a stall is counted and not waited
 * out.
 *
 * Each row carries a cancel request, so the claim is refused and the first activity is also the last: what is
 * measured is the way to it, and not how many documents a second this machine can go on to read.
 */
export const startLatency: Benchmark = {
  about: 'from a start call to the first activity, 5 and 20 starts a second',
  run,
};

async function run(bench: Bench): Promise<Figures> {
  const { config } = bench;
  const db = createKnex(config.DATABASE_URL, config.DATABASE_POOL_MAX);
  const client = createTemporalClient(config);
  const setting = { db, client, starter: createWorkflowStarter(client, config.TASK_QUEUE_PREFIX) };
  try {
    await startWorker(bench);
    await latencies(setting, await startMany(setting, WARM_UP, RATES[0]));
    const count = bench.isShort ? 100 : 200;
    const measured: Measured[] = [];
    for (const perSecond of RATES) {
      bench.say(`Starting ${count} workflows, ${perSecond} a second …`);
      const starts = await startMany(setting, count, perSecond);
      const calls = starts.map(({ calledAt, answeredAt }) => answeredAt - calledAt);
      measured.push({ perSecond, latencyMs: summary(await latencies(setting, starts)), callMs: summary(calls) });
    }
    return report(count, measured);
  } finally {
    await client.connection.close();
    await db.destroy();
  }
}

async function startMany({ db, starter }: Setting, count: number, perSecond: number): Promise<Start[]> {
  const owner = await createOwner(db);
  // Before the first start, so that only starts keep the machine busy while they are measured.
  const inputs: RunInput[] = [];
  while (inputs.length < count) inputs.push(await queueMaterial(db, owner, { cancelRequestedAt: new Date() }));
  const began = performance.now();
  const starts = inputs.map(async (input, index) => {
    const start = startOf('ingestMaterial', input);
    await sleep((index * 1_000) / perSecond - (performance.now() - began));
    const calledAt = Date.now();
    await starter.start(start);
    return { workflowId: start.workflowId, calledAt, answeredAt: Date.now() };
  });
  return Promise.all(starts);
}

async function latencies({ client }: Setting, starts: Start[]): Promise<number[]> {
  const values: number[] = [];
  for (const { workflowId, calledAt } of starts) {
    const handle = client.workflow.getHandle(workflowId);
    const outcome = await handle.result();
    if (outcome !== 'superseded') throw new Error(`${workflowId} ended as ${outcome}`);
    const [first] = activitiesOf(await handle.fetchHistory());
    if (first?.type !== 'claimRun') throw new Error(`${workflowId} never began`);
    values.push(first.startedAt - calledAt);
  }
  return values;
}

const summary = (values: number[]): Summary => ({
  ...percentiles(values),
  max: rounded(percentile(values, 1), 1),
});

function report(starts: number, measured: Measured[]): Figures {
  const row = (name: string, { p50, p95, max }: Summary) => [name, ...[p50, p95, max].map(String)];
  printTable(
    [`${starts} starts, ms`, 'p50', 'p95', 'max'],
    measured.flatMap(({ perSecond, latencyMs, callMs }) => [
      row(`start to first activity, ${perSecond} a second`, latencyMs),
      row(`of it, the start call, ${perSecond} a second`, callMs),
    ]),
  );
  const withinTarget = printTarget(
    `p95 under ${TARGET_P95_MS} ms at each rate`,
    measured.every(({ latencyMs }) => latencyMs.p95 < TARGET_P95_MS),
  );
  return { starts, measured, withinTarget };
}
