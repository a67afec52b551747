import type { Client } from '@temporalio/client';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import type { FoundRun, RunFinder } from '../services/shared/ports.js';
import { REQUEST_ID, RESOURCE_ID, USER_ID } from '../workflows/search-attributes.js';

const MOST = 50;

/** Finds runs over a Temporal client. */
export function createRunFinder(client: Client): RunFinder {
  return {
    byRequest: (requestId) =>
      client.connection.withDeadline(Date.now() + ENGINE_WAITS_MS.temporalAdministration, async () => {
        const found: FoundRun[] = [];
        // An id is letters, digits, dots and dashes (api/middleware/request-id.ts).
        const query = `${REQUEST_ID.name} = '${requestId}'`;
        for await (const { workflowId, typedSearchAttributes } of client.workflow.list({ query, pageSize: MOST })) {
          const get = (key: typeof USER_ID) => typedSearchAttributes.get(key) ?? null;
          found.push({ workflowId, userId: get(USER_ID), resourceId: get(RESOURCE_ID) });
          if (found.length === MOST) break;
        }
        return found;
      }),
  };
}
