import type { WorkflowClientInterceptor } from '@temporalio/client';
import { currentRequest } from '../../lib/request-scope.js';
import { currentTrace } from '../../lib/trace.js';
import { withRequest, withTrace } from '../../workflows/request-header.js';
import { REQUEST_ID } from '../../workflows/search-attributes.js';

/**
 * Gives a workflow the id of the request that starts it: as a header for logs, as a memo for Temporal's UI, and to be found
 * by; and the trace that it is part of.
 */
export const carryRequest: WorkflowClientInterceptor = {
  startWithDetails(input, next) {
    const requestId = currentRequest()?.requestId;
    const headers = withTrace(input.headers, currentTrace());
    if (requestId === undefined) return next({ ...input, headers });
    const { memo, typedSearchAttributes } = input.options;
    const found = Array.isArray(typedSearchAttributes) ? typedSearchAttributes : [];
    return next({
      ...input,
      headers: withRequest(headers, requestId),
      options: {
        ...input.options,
        memo: { ...memo, requestId },
        typedSearchAttributes: [...found, { key: REQUEST_ID, value: requestId }],
      },
    });
  },
};
