import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { RunActivities } from '../activities/runs.js';
import { failureCode } from '../domain/runs/failure-code.js';
import { FAILURES, type FailureType } from '../domain/runs/failures.js';
import type { Flow, Run } from '../domain/runs/flows.js';
import type { RunEnd } from '../domain/runs/run-end.js';
import { activityOptions } from './activity-options.js';
import { FAILURE, OUTCOME } from './search-attributes.js';

/** How a run may end beside its flow's own outcomes; the outcome is also the value of the Outcome search attribute. */
export type Stopped = 'superseded' | 'cancelled';

/** The first step of a run. @throws ActivityFailure Superseded when the row is not this run's. */
export function claimRow(flow: Flow, { id, runNo }: Run): Promise<void> {
  const { claimRun } = proxyActivities<RunActivities>(activityOptions('core'));
  setCurrentDetails('Waiting for the row to be claimed.');
  return claimRun.executeWithOptions({ summary: 'Claim the row for this run' }, [{ flow, id, runNo }]);
}

/** The last step of a run that cannot go on: writes its end to the row. */
export function endRow(flow: Flow, { id, runNo }: Run, end: RunEnd): Promise<void> {
  const { endRun } = proxyActivities<RunActivities>(activityOptions('core'));
  return endRun.executeWithOptions({ summary: 'Write the final state' }, [{ flow, id, runNo, end }]);
}

/**
 * Runs a flow's body and makes sure that its row gets a final state, also when the run is cancelled.
 * A run that was superseded writes nothing: the row is another's.
 * @param end writes the end to the row
 * @returns the body's outcome, or how the run was stopped
 * @throws ApplicationFailure with a sentence for support, so that a failed run shows as failed.
 */
export async function runFlow<Outcome extends string>(
  body: () => Promise<Outcome>,
  end: (end: RunEnd) => Promise<void>,
): Promise<Outcome | Stopped> {
  try {
    return recordOutcome(await body());
  } catch (error) {
    if (isCancellation(error)) {
      setCurrentDetails(
        '**Cancelled**, by the student, by support or here. Nothing to repair; what it had made stays, and it can be retried.',
      );
      await CancellationScope.nonCancellable(() => end({ status: 'cancelled' }));
      return recordOutcome('cancelled');
    }
    const failure = failureTypeOf(error);
    if (failure === 'Superseded') {
      setCurrentDetails(`**Superseded.** ${FAILURES.Superseded.sentence}`);
      return recordOutcome('superseded');
    }
    if (!failure) throw error;
    setCurrentDetails(detailsOf(failure));
    await CancellationScope.nonCancellable(() => end({ status: 'failed', failure }));
    upsertSearchAttributes([
      { key: OUTCOME, value: 'failed' },
      { key: FAILURE, value: failureCode(failure) },
    ]);
    const failed = ApplicationFailure.nonRetryable(FAILURES[failure].sentence, failure);
    // It would name the line above every time; the sentence is what support needs.
    failed.stack = '';
    throw failed;
  }
}

/** What support reads of a run that failed: why, and what they can do, in Markdown. */
const detailsOf = (failure: FailureType): string =>
  `**Failed: \`${failureCode(failure)}\`.** ${FAILURES[failure].sentence}\n\nResetting this run does nothing: a retry from the product, or by support, begins another.`;

/** Tells support how a run ended, by the Outcome search attribute. */
export function recordOutcome<T extends string>(outcome: T): T {
  upsertSearchAttributes([{ key: OUTCOME, value: outcome }]);
  return outcome;
}

/** The type an activity failed with; a mere time-out is Unexpected. Undefined for faults of the workflow's own code. */
export function failureTypeOf(error: unknown): FailureType | undefined {
  if (!(error instanceof ActivityFailure)) return undefined;
  let cause: Error | undefined = error;
  while (cause) {
    if (cause instanceof ApplicationFailure && cause.type && cause.type in FAILURES) return cause.type as FailureType;
    cause = cause.cause instanceof Error ? cause.cause : undefined;
  }
  return 'Unexpected';
}
