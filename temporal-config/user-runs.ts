import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import type { UserRuns } from '../services/shared/ports.js';
import { USER_ID } from '../workflows/search-attributes.js';

const PAGE = 100;

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;

/** The runs of one person, over a Temporal client. */
export function createUserRuns(client: Client): UserRuns {
  const { namespace } = client.options;
  const withDeadline = <T>(call: () => Promise<T>) =>
    client.connection.withDeadline(Date.now() + ENGINE_WAITS_MS.temporalAdministration, call);
  return {
    async list(userId) {
      const query = `${USER_ID.name} = '${userId}'`;
      const { executions } = await withDeadline(() =>
        client.workflowService.listWorkflowExecutions({ namespace, pageSize: PAGE, query }),
      );
      return executions.map(({ execution }) => ({
        workflowId: execution?.workflowId ?? '',
        runId: execution?.runId ?? '',
      }));
    },
    async remove({ workflowId, runId = '' }) {
      await withDeadline(() =>
        client.workflow.getHandle(workflowId, runId).terminate('The account is being erased'),
      ).catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
      try {
        const workflowExecution = { workflowId, runId };
        await withDeadline(() => client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }));
        return true;
      } catch (error) {
        if (isGrpcServiceError(error) && error.code === NOT_FOUND) return false;
        throw error;
      }
    },
  };
}
