import { type ActivityFailure, type RetryState, TemporalFailure, TimeoutFailure } from '@temporalio/common';
import {
  ContinueAsNew,
  isCancellation,
  proxySinks,
  type Sinks,
  type WorkflowInterceptorsFactory,
  workflowInfo,
} from '@temporalio/workflow';
import { FAILURES, type FailureType } from '../domain/runs/failures.js';
import { requestOf, traceOf, withRequest, withTrace } from './request-header.js';
import { failureTypeOf } from './run-flow.js';

/** What began a run, where that is known: the id of the request, and the trace. */
interface BegunBy {
  requestId: string | undefined;
  trace: string | undefined;
}

/** That the first worker has taken a run. */
export interface RunBegan extends BegunBy {
  /** How long the run waited for it. */
  ms: number;
}

/** How a run ended. */
export interface RunEnded extends BegunBy {
  /** What the flow gives as its outcome, else `completed`; `failed`, with the type. */
  outcome: string;
  failure?: FailureType;
  ms: number;
}

/** A step that will not be tried again. */
export interface StepGivenUp extends BegunBy {
  activityType: string;
  activityId: string | undefined;
  failure: FailureType;
  /** That it ended without a word, as where a worker died. */
  silent: boolean;
  /** Whether it failed for good, or was tried for as long as it may be. */
  retryState: RetryState;
}

/** What the worker is told of runs, once each: nothing is told when a history is replayed. */
export interface RunReports extends Sinks {
  runs: {
    began(begin: RunBegan): void;
    ended(end: RunEnded): void;
    stepGivenUp(step: StepGivenUp): void;
    /** The workflow's own code threw: the task is tried again until the code is fixed. */
    broke(fault: BegunBy & { error: { name: string; message: string; stack: string } }): void;
  };
}

/**
 * Hands the id of the request that began a run on to its activities, and tells of the run. What is awaited here stands
 * beside the run and never in it: an order of steps that changed would not fit the histories of runs under way.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  const { runs } = proxySinks<RunReports>();
  let requestId: string | undefined;
  let trace: string | undefined;

  const tellEnd = (result: unknown) =>
    runs.ended({ requestId, trace, outcome: typeof result === 'string' ? result : 'completed', ms: age() });

  const tellFailed = (error: unknown) => {
    if (error instanceof ContinueAsNew) return;
    if (isCancellation(error)) return runs.ended({ requestId, trace, outcome: 'cancelled', ms: age() });
    if (error instanceof TemporalFailure) {
      return runs.ended({ requestId, trace, outcome: 'failed', failure: failureOf(error), ms: age() });
    }
    const { name, message, stack = '' } = error as Error;
    runs.broke({ requestId, trace, error: { name, message, stack } });
  };

  const tellGivenUp = (error: unknown) => {
    const failure = isCancellation(error) ? undefined : failureTypeOf(error);
    if (failure === undefined || failure === 'Superseded') return;
    const { activityType, activityId, retryState, cause } = error as ActivityFailure;
    const silent = cause instanceof TimeoutFailure;
    runs.stepGivenUp({ requestId, trace, activityType, activityId, failure, silent, retryState });
  };

  return {
    inbound: [
      {
        execute(input, next) {
          requestId = requestOf(input.headers);
          trace = traceOf(input.headers);
          if (!workflowInfo().continuedFromExecutionRunId) runs.began({ requestId, trace, ms: age() });
          const run = next(input);
          run.then(tellEnd, tellFailed);
          return run;
        },
      },
    ],
    outbound: [
      {
        scheduleActivity(input, next) {
          const step = next({ ...input, headers: withTrace(withRequest(input.headers, requestId), trace) });
          step.then(undefined, tellGivenUp);
          return step;
        },
        // A trace ends with the execution: one that goes on for months is none.
        continueAsNew: (input, next) => next({ ...input, headers: withRequest(input.headers, requestId) }),
      },
    ],
  };
};

/** Milliseconds since the run's first execution began. */
const age = (): number => Date.now() - workflowInfo().startTime.getTime();

function failureOf(error: TemporalFailure): FailureType {
  const type = (error as { type?: string }).type ?? '';
  return type in FAILURES ? (type as FailureType) : (failureTypeOf(error) ?? 'Unexpected');
}
