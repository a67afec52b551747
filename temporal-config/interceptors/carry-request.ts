import type { WorkflowClientInterceptor } from '@temporalio/client';
import { currentRequest } from '../../lib/request-scope.js';
import { withRequest } from '../../workflows/request-header.js';

/** Gives a workflow the id of the request that starts it: as a header for logs, and as a memo for Temporal's UI. */
export const carryRequest: WorkflowClientInterceptor = {
  startWithDetails(input, next) {
    const requestId = currentRequest()?.requestId;
    if (requestId === undefined) return next(input);
    return next({
      ...input,
      headers: withRequest(input.headers, requestId),
      options: { ...input.options, memo: { ...input.options.memo, requestId } },
    });
  },
};
