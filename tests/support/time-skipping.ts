import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { WorkflowFailedError, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { ApplicationFailure, type Workflow } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { type InjectedSinks, Worker } from '@temporalio/worker';
import { FAILURES, type FailureType } from '../../domain/runs/failures.js';
import { QUEUES, taskQueue } from '../../domain/runs/task-queues.js';
import type { RunReports } from '../../workflows/interceptors.js';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.js';
import { env } from './database.js';
import { eventually } from './eventually.js';
import './quiet-runtime.js';
import { silentRuns } from './silent-runs.js';

/** temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD */
const KEYWORD = 2;

/** A workflow to be started. */
export interface Flow<W extends Workflow> {
  type: string;
  workflowId: string;
  input: Parameters<W>[0];
}

/** Starts a workflow on the queues of workers. */
export type Start = <W extends Workflow>(flow: Flow<W>) => Promise<WorkflowHandleWithFirstExecutionRunId<W>>;

/** A Temporal server whose clock skips what workflows wait for. */
export interface TimeSkipping {
  /** Of tests and hooks, not before them. */
  readonly environment: TestWorkflowEnvironment;
  /**
   * Runs `use` with workers on every queue whose activities are `steps`. Steps stand in for services, which have tests
   * of their own on real engines: here the flow alone is looked at.
   * @param prefix of the queues; with that of workers before, these take over what those have left. Such workers keep
   *   no runs in memory: the server would go on offering these to the ones before, while its clock stands still
   * @param sinks what hears of runs, by default nobody
   */
  withSteps<T>(
    steps: object,
    use: (start: Start) => Promise<T>,
    prefix?: string,
    sinks?: InjectedSinks<RunReports>,
  ): Promise<T>;
  /**
   * Runs a workflow over `steps`: its result, or the error it failed with, and its minutes on the server's clock.
   * @param sinks what hears of the run, by default nobody
   */
  run<W extends Workflow>(
    flow: Flow<W>,
    steps: object,
    sinks?: InjectedSinks<RunReports>,
  ): Promise<{ outcome: unknown; minutes: number }>;
}

/** Gives the file that calls it a server of its own, from before its first test until after its last. */
export function useTimeSkipping(): TimeSkipping {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => {
    environment = await startServer();
  });
  afterAll(() => environment.teardown());
  const withSteps: TimeSkipping['withSteps'] = (activities, use, prefix, sinks = silentRuns) =>
    withWorkers(environment, { activities, prefix, sinks }, use);
  return {
    get environment() {
      return environment;
    },
    withSteps,
    run: (flow, steps, sinks) =>
      withSteps(
        steps,
        async (start) => {
          const run = await start(flow);
          const outcome = await run.result().catch((error: unknown) => error);
          return { outcome, minutes: await minutesOf(run) };
        },
        undefined,
        sinks,
      ),
  };
}

/** How long a closed run took on the server's clock. */
export async function minutesOf(run: Pick<WorkflowHandleWithFirstExecutionRunId, 'describe'>): Promise<number> {
  const { startTime, closeTime } = await run.describe();
  return ((closeTime?.getTime() ?? Number.NaN) - startTime.getTime()) / 60_000;
}

/** Until an activity of a run waits for its second try: the server loses a cancellation that comes while one fails. */
export const untilRetried = (run: Pick<WorkflowHandleWithFirstExecutionRunId, 'describe'>): Promise<boolean> =>
  eventually(async () => (await run.describe()).raw.pendingActivities?.some(({ attempt }) => attempt === 2) ?? false);

/** A failure of an activity, as the worker's interceptor makes it. */
export const failure = (type: FailureType, nextRetryDelay?: number): ApplicationFailure =>
  ApplicationFailure.create({
    type,
    message: FAILURES[type].sentence,
    nonRetryable: !FAILURES[type].retryable,
    ...(nextRetryDelay ? { nextRetryDelay } : {}),
  });

/** The failure that made a workflow fail; undefined for any other outcome. */
export const failedWith = (outcome: unknown): ApplicationFailure | undefined =>
  outcome instanceof WorkflowFailedError && outcome.cause instanceof ApplicationFailure ? outcome.cause : undefined;

/** Of queues that nobody else has. */
export const newPrefix = (): string => `${crypto.randomUUID()}-`;

/** A server that knows our search attributes. */
async function startServer(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: env('TEMPORAL_TEST_SERVER') } as const;
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  const names = SEARCH_ATTRIBUTES.map((name) => [name, KEYWORD]);
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: Object.fromEntries(names),
  });
  return environment;
}

interface WorkerParts {
  activities: object;
  prefix: string | undefined;
  sinks: InjectedSinks<RunReports>;
}

async function withWorkers<T>(
  environment: TestWorkflowEnvironment,
  { activities, prefix: shared, sinks }: WorkerParts,
  use: (start: Start) => Promise<T>,
): Promise<T> {
  const code = await readFile(env('WORKFLOW_BUNDLE'), 'utf8');
  const prefix = shared ?? newPrefix();
  const core = taskQueue(prefix, 'core');
  const common = { connection: environment.nativeConnection, activities };
  const workers = await Promise.all([
    Worker.create({
      ...{ ...common, taskQueue: core, workflowBundle: { code }, sinks },
      // Workflows run in this thread: to start one for them takes longer than most flows do.
      debugMode: true,
      ...(shared ? { maxCachedWorkflows: 0 } : {}),
    }),
    ...QUEUES.filter((queue) => queue !== 'core').map((queue) =>
      Worker.create({ ...common, taskQueue: taskQueue(prefix, queue) }),
    ),
  ]);
  const runs = workers.map((worker) => worker.run());
  try {
    return await use(({ type, workflowId, input }) =>
      // Parameters<W> of a W that is not known here is no tuple to the compiler.
      environment.client.workflow.start(type, { taskQueue: core, workflowId, args: [input] as never }),
    );
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(runs);
  }
}
