import { Client, Connection, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Config } from '../config.js';
import { FLOWS, type Flow } from '../domain/runs/flows.js';
import { taskQueue } from '../domain/runs/task-queues.js';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { currentRequest } from '../lib/request-scope.js';
import type { WorkflowStart, WorkflowStarter, WorkflowState } from '../services/shared/ports.js';
import type * as workflows from '../workflows/index.js';
import { FLOW, RESOURCE_ID, USER_ID } from '../workflows/search-attributes.js';
import { payloadConverterOf } from './codec/payload-converter.js';
import { temporalConnectConfig } from './connection.js';
import { carryRequest } from './interceptors/carry-request.js';

/** Of Temporal's priorities, from 1 to 5; 3 is the usual. */
const BACKGROUND = 5;

/** A client that connects at its first call and again after an outage. */
export function createTemporalClient(config: Config): Client {
  const { connectionOptions, namespace } = temporalConnectConfig(config);
  // No retries of the SDK's: a caller has 2 seconds, and the reconciler tries again. The channel itself comes back fast.
  const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };
  return new Client({
    connection: Connection.lazy({ ...connectionOptions, channelArgs, interceptors: [] }),
    namespace,
    dataConverter: payloadConverterOf(config),
    interceptors: { workflow: [carryRequest] },
  });
}

/** What services start and ask of workflows, over a Temporal client. */
export function createWorkflowStarter(client: Client, taskQueuePrefix: string): WorkflowStarter {
  // The row is safe, so waiting longer gains nothing.
  const withDeadline = <T>(call: () => Promise<T>) =>
    client.connection.withDeadline(Date.now() + ENGINE_WAITS_MS.temporalCall, call);
  return {
    async start(start) {
      currentRequest()?.runs.push({ workflowId: start.workflowId, resourceId: start.input.id });
      try {
        await withDeadline(() => startFlow(client, start, taskQueue(taskQueuePrefix, 'core')));
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    async describe(workflowId) {
      try {
        const { status } = await withDeadline(() => client.workflow.getHandle(workflowId).describe());
        return status.name === 'RUNNING' ? 'running' : 'closed';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'not-found' satisfies WorkflowState;
        throw error;
      }
    },
    async cancel(workflowId) {
      currentRequest()?.runs.push({ workflowId });
      try {
        await withDeadline(() => client.workflow.getHandle(workflowId).cancel());
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}

async function startFlow(client: Client, start: WorkflowStart, queue: string): Promise<void> {
  const { flow, workflowId, input } = start;
  const { id, runNo, userId } = input;
  // The type holds the table of flows against the bundle: each has a workflow of its name that takes this input.
  await client.workflow.start<(typeof workflows)[Flow]>(flow, {
    workflowId,
    taskQueue: queue,
    args: [input],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    // Its activities inherit it: a student's backlog does not hold up another's.
    priority: {
      ...(userId ? { fairnessKey: userId } : {}),
      ...(FLOWS[flow].priority === 'background' ? { priorityKey: BACKGROUND } : {}),
    },
    staticSummary: FLOWS[flow].summary,
    staticDetails: `Run ${runNo} for resource ${id}. The row in Postgres holds its state.`,
    typedSearchAttributes: [
      ...(userId ? [{ key: USER_ID, value: userId }] : []),
      { key: RESOURCE_ID, value: id },
      { key: FLOW, value: flow },
    ],
  });
}
