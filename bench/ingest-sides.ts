import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Run, type RunInput, workflowIdOf } from '../domain/runs/flows.js';
import { startOf } from '../services/runs/run-start.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import type { Bench } from './benchmark.js';
import { activitiesOf } from './history.js';
import type { PlainAnswer } from './plain-loop.js';
import { peakRssMb, startWorker } from './worker.js';

/** Milliseconds spent in each step of one ingestion, by the step's name. */
export type Steps = Record<string, number>;

/** One of the two ways to ingest a material. */
export interface Side {
  name: 'plain' | 'workflow';
  /** Sets the work going. */
  begin(input: RunInput): Promise<void>;
  /** Waits until the side has nothing left to do for this material. */
  end(run: Run): Promise<Steps>;
  /** Rejects when the side's process ends before it is closed. */
  broken: Promise<never>;
  peakRssMb(): number | undefined;
  close(): Promise<void>;
}

const PLAIN_LOOP = fileURLToPath(new URL('./plain-loop.ts', import.meta.url));

function brokenBy(exit: Promise<string>): Promise<never> {
  const broken = exit.then((how) => Promise.reject(new Error(`A side's process ended (${how})`)));
  // An end that nobody waits for is an orderly one.
  broken.catch(() => {});
  return broken;
}

/** The page functions in a bare loop, in a process of its own. */
export async function plainSide({ env }: Bench): Promise<Side> {
  const child = fork(PLAIN_LOOP, { execArgv: ['--import', 'tsx'], env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const broken = brokenBy(once(child, 'exit').then(([code, signal]) => signal ?? `exit code ${code}`));
  const nextAnswer = async () => {
    const [answer] = (await Promise.race([once(child, 'message'), broken])) as [PlainAnswer];
    return answer;
  };
  await nextAnswer();
  let answered: Promise<PlainAnswer> | undefined;
  return {
    name: 'plain',
    async begin({ id, runNo }) {
      answered = nextAnswer();
      // Whoever waits for the run learns of it by `broken`.
      answered.catch(() => {});
      child.send({ id, runNo } satisfies Run);
    },
    async end() {
      const answer = await answered;
      if (answer?.error) throw new Error(`The plain loop failed: ${answer.error}`);
      return answer?.steps ?? {};
    },
    broken,
    peakRssMb: () => (child.pid === undefined ? undefined : peakRssMb(child.pid)),
    async close() {
      if (!child.connected) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** The workflow, by the real worker. */
export async function workflowSide(bench: Bench): Promise<Side> {
  const worker = await startWorker(bench);
  const client = createTemporalClient(bench.config);
  const starter = createWorkflowStarter(client, bench.config.TASK_QUEUE_PREFIX);
  return {
    name: 'workflow',
    begin(input) {
      return starter.start(startOf('ingestMaterial', input));
    },
    async end(run) {
      const handle = client.workflow.getHandle(workflowIdOf('ingestMaterial', run));
      await handle.result();
      // Made of the material afterwards; whatever is timed next would share the cores with it.
      await client.workflow.getHandle(workflowIdOf('buildGuide', { id: run.id, runNo: 1 })).result();
      const steps: Steps = {};
      for (const { type, startedAt, closedAt } of activitiesOf(await handle.fetchHistory()))
        steps[type] = (steps[type] ?? 0) + closedAt - startedAt;
      return steps;
    },
    broken: brokenBy(worker.exited),
    peakRssMb: () => peakRssMb(worker.pid),
    async close() {
      await client.connection.close();
      await worker.stop();
    },
  };
}
