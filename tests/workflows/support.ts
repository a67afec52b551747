import { readFile } from 'node:fs/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { QUEUES, taskQueue } from '../../domain/runs/task-queues.js';
import { FLOW, OUTCOME, RESOURCE_ID, USER_ID } from '../../workflows/search-attributes.js';
import { env } from '../support/database.js';
import '../support/quiet-runtime.js';

/** temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD */
const KEYWORD = 2;

/** A time-skipping server with one clock, which knows our search attributes; a test file has its own. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: env('TEMPORAL_TEST_SERVER') } as const;
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  const names = [USER_ID, RESOURCE_ID, FLOW, OUTCOME].map(({ name }) => [name, KEYWORD]);
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: Object.fromEntries(names),
  });
  return environment;
}

/**
 * Runs `use` with workers on every queue, whose activities are the given steps.
 * `prefix` names queues on which others may have worked before. Steps stand in for services, which have tests of their own on real engines: here the flow alone is looked at.
 */
export async function withSteps<T>(
  environment: TestWorkflowEnvironment,
  activities: object,
  use: (coreQueue: string) => Promise<T>,
  prefix = `${crypto.randomUUID()}-`,
): Promise<T> {
  const code = await readFile(env('WORKFLOW_BUNDLE'), 'utf8');
  const common = { connection: environment.nativeConnection, activities };
  const workers = await Promise.all([
    Worker.create({ ...common, taskQueue: taskQueue(prefix, 'core'), workflowBundle: { code } }),
    ...QUEUES.filter((queue) => queue !== 'core').map((queue) =>
      Worker.create({ ...common, taskQueue: taskQueue(prefix, queue) }),
    ),
  ]);
  const runs = workers.map((worker) => worker.run());
  try {
    return await use(taskQueue(prefix, 'core'));
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(runs);
  }
}
