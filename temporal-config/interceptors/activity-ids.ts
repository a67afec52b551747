import type { Info } from '@temporalio/activity';
import { currentRequest } from '../../lib/request-scope.js';

/** By what a log line names an attempt at an activity. */
export const activityIds = ({ workflowExecution, activityId, activityType, attempt }: Info) => ({
  requestId: currentRequest()?.requestId,
  workflowId: workflowExecution?.workflowId,
  runId: workflowExecution?.runId,
  activityId,
  type: activityType,
  attempt,
});
