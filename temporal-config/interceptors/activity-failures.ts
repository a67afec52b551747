import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import { FAILURES, Failure, type FailureKind } from '../../domain/runs/failures.js';
import { isEngineAway } from '../../lib/engine-faults.js';
import { errorLocation } from '../../lib/error-location.js';
import type { Log } from '../../services/shared/ports.js';

/**
 * Turns whatever an activity throws into a failure with a type of our table and its fixed sentence,
 * so that no text, name or SQL reaches a history. Unexpected errors are told to the log by name and place.
 */
export class ActivityFailures implements ActivityInboundCallsInterceptor {
  constructor(
    private readonly context: Context,
    private readonly log: Log,
  ) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    try {
      return await next(input);
    } catch (error) {
      if (this.context.cancellationSignal.aborted) throw this.context.cancellationSignal.reason;
      if (error instanceof CancelledFailure) throw error;
      throw this.translate(error instanceof Failure ? error : this.explain(error));
    }
  }

  private explain(error: unknown): Failure {
    const { info } = this.context;
    const { name, stack, code } = error as { name?: string; stack?: string; code?: string };
    const place = {
      workflowId: info.workflowExecution?.workflowId,
      activity: info.activityType,
      attempt: info.attempt,
    };
    if (isEngineAway(error)) {
      this.log.warn({ ...place, error: name, code }, 'an engine is away');
      return new Failure('EngineUnavailable');
    }
    this.log.error({ ...place, error: name, code, stack: errorLocation(stack) }, 'unexpected error in an activity');
    return new Failure('Unexpected');
  }

  private translate({ type, retryAfterMs }: Failure): ApplicationFailure {
    const { retryable, sentence, mostAttempts = Number.POSITIVE_INFINITY }: FailureKind = FAILURES[type];
    const isFinal = !retryable || this.context.info.attempt >= mostAttempts;
    const failure = ApplicationFailure.create({
      type,
      message: sentence,
      nonRetryable: isFinal,
      ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
    });
    // It would name this line every time; where things went wrong is in the log.
    failure.stack = '';
    return failure;
  }
}
