import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { FAILURES, type FailureType } from '../domain/runs/failures.js';
import { OUTCOME } from './search-attributes.js';

/** How a run that did not reach its goal ends; written to its row. */
export type RunEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };

/**
 * Runs a flow's body and makes sure that its row gets a final state, also when the run is cancelled.
 * A run that was superseded writes nothing: the row is another's.
 * @param settle writes the end to the row
 * @returns the body's outcome, or how the run ended without one
 * @throws ApplicationFailure with a sentence for support, so that a failed run shows as failed.
 */
export async function finishRun<Outcome extends string>(
  body: () => Promise<Outcome>,
  settle: (end: RunEnd) => Promise<void>,
): Promise<Outcome | 'superseded' | 'cancelled'> {
  try {
    return recordOutcome(await body());
  } catch (error) {
    if (isCancellation(error)) {
      await CancellationScope.nonCancellable(() => settle({ status: 'cancelled' }));
      return recordOutcome('cancelled');
    }
    const failure = failureTypeOf(error);
    if (failure === 'Superseded') return recordOutcome('superseded');
    if (!failure) throw error;
    await CancellationScope.nonCancellable(() => settle({ status: 'failed', failure }));
    recordOutcome('failed');
    const ended = ApplicationFailure.nonRetryable(FAILURES[failure].sentence, failure);
    // It would name the line above every time; the sentence is what support needs.
    ended.stack = '';
    throw ended;
  }
}

function recordOutcome<T extends string>(outcome: T): T {
  upsertSearchAttributes([{ key: OUTCOME, value: outcome }]);
  return outcome;
}

/** The type an activity failed with; a mere time-out is Unexpected. Undefined for faults of the workflow's own code. */
function failureTypeOf(error: unknown): FailureType | undefined {
  if (!(error instanceof ActivityFailure)) return undefined;
  let cause: Error | undefined = error;
  while (cause) {
    if (cause instanceof ApplicationFailure && cause.type && cause.type in FAILURES) return cause.type as FailureType;
    cause = cause.cause instanceof Error ? cause.cause : undefined;
  }
  return 'Unexpected';
}
