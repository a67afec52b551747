import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import { failureCode } from '../../domain/runs/failure-code.js';
import type { FailureType } from '../../domain/runs/failures.js';
import { inRequest } from '../../lib/request-scope.js';
import { tracedInRun } from '../../lib/trace.js';
import type { Log } from '../../services/shared/ports.js';
import { requestOf, traceOf } from '../../workflows/request-header.js';
import type { ActivityMetrics } from '../metrics/activity-metrics.js';
import { activityIds } from './activity-ids.js';

/**
 * One log line, one measurement and one span for each attempt at an activity, which is done for the request that began
 * its run. Stands around what translates failures.
 */
export class ActivityLines implements ActivityInboundCallsInterceptor {
  constructor(
    private readonly context: Context,
    private readonly deps: { log: Log; metrics: ActivityMetrics },
  ) {}

  execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const requestId = requestOf(input.headers);
    const { info } = this.context;
    const span = {
      ...{ name: info.activityType, runId: info.workflowExecution?.runId ?? '', parent: traceOf(input.headers) },
      attributes: {
        workflowId: info.workflowExecution?.workflowId,
        activityId: info.activityId,
        attempt: info.attempt,
      },
    };
    const attempt = () => tracedInRun(span, () => this.attempt(() => next(input)));
    return requestId === undefined ? attempt() : inRequest(requestId, attempt);
  }

  private async attempt(work: () => Promise<unknown>): Promise<unknown> {
    const start = performance.now();
    try {
      const result = await work();
      this.tell(start, 'done');
      return result;
    } catch (error) {
      if (error instanceof ApplicationFailure) this.tell(start, 'failed', failureCode(error.type as FailureType));
      else this.tell(start, 'cancelled');
      throw error;
    }
  }

  private tell(start: number, outcome: 'done' | 'failed' | 'cancelled', failure?: string): void {
    const { log, metrics } = this.deps;
    const { info } = this.context;
    const ms = performance.now() - start;
    metrics.attempted({ type: info.activityType, attempt: info.attempt, outcome, failure, seconds: ms / 1_000 });
    const fields = { ...activityIds(info), outcome, failure, ms: Math.round(ms * 10) / 10 };
    // What a newer run or a student has overtaken is no trouble.
    if (outcome === 'failed' && failure !== 'superseded') log.warn(fields, 'activity');
    else log.info(fields, 'activity');
  }
}
