import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import type { FaultReports } from '../../domain/faults.js';
import { FAILURES, Failure, type FailureKind, failureSentence } from '../../domain/runs/failures.js';
import { codeOf, engineOf, isEngineAway } from '../../lib/engine-faults.js';
import { errorLocation } from '../../lib/error-location.js';
import type { Log } from '../../services/shared/ports.js';
import { activityIds } from './activity-ids.js';

/** What is said of an engine that is away; whatever is not plainly the database or storage is Temporal. */
const UNAVAILABLE = {
  database: 'DatabaseUnavailable',
  storage: 'StorageUnavailable',
  other: 'EngineUnavailable',
} as const;

/**
 * Turns whatever an activity throws into a failure with a type of our table and its fixed sentence,
 * so that no text, name or SQL reaches a history. Unexpected errors are told by name and place: each to the log, and to
 * error tracking the first of those that one activity fails with.
 */
export class ActivityFailures implements ActivityInboundCallsInterceptor {
  constructor(
    private readonly context: Context,
    private readonly deps: { log: Log; faults: FaultReports },
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
    const { log, faults } = this.deps;
    const { name } = (error ?? {}) as { name?: string };
    const code = codeOf(error);
    const ids = activityIds(this.context.info);
    if (isEngineAway(error)) {
      log.warn({ ...ids, error: name, code }, 'an engine is away');
      return new Failure(UNAVAILABLE[engineOf(error)]);
    }
    const stack = errorLocation(error);
    log.error({ ...ids, error: name, code, stack }, 'unexpected error in an activity');
    const once = [ids.runId, ids.activityId, name, code, stack].join(' ');
    faults.report({ what: 'unexpected error in an activity', error, ids, once });
    return new Failure('Unexpected');
  }

  private translate({ type, retryAfterMs }: Failure): ApplicationFailure {
    const { retryable, mostAttempts = Number.POSITIVE_INFINITY }: FailureKind = FAILURES[type];
    const isFinal = !retryable || this.context.info.attempt >= mostAttempts;
    const failure = ApplicationFailure.create({
      type,
      message: failureSentence(type, { isTried: !isFinal }),
      nonRetryable: isFinal,
      ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
    });
    // It would name this line every time; where things went wrong is in the log.
    failure.stack = '';
    return failure;
  }
}
