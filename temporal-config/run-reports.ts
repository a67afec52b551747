import type { InjectedSinks } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import type { FaultReports } from '../domain/faults.js';
import { failureCode } from '../domain/runs/failure-code.js';
import { FAILURES, type FailureKind } from '../domain/runs/failures.js';
import { errorLocation } from '../lib/error-location.js';
import { traceIdOfRun, traceRun } from '../lib/trace.js';
import type { Log } from '../services/shared/ports.js';
import type { RunBegan, RunReports } from '../workflows/interceptors.js';
import type { ActivityMetrics } from './metrics/activity-metrics.js';

interface RunReportDeps {
  log: Log;
  faults: FaultReports;
  metrics: ActivityMetrics;
}

/** What becomes of what runs tell: log lines, figures, and faults for whoever runs the system. */
export function createRunReports({ log, faults, metrics }: RunReportDeps): InjectedSinks<RunReports> {
  return {
    runs: {
      began: {
        fn(info, begin) {
          log.info({ ...idsOf(info, begin), ms: begin.ms }, 'run began');
        },
      },
      ended: {
        fn(info, end) {
          const { requestId, trace, outcome, failure, ms } = end;
          traceRun({
            ...{ name: info.workflowType, runId: info.runId, parent: trace, startTime: info.startTime },
            ...{ attributes: { workflowId: info.workflowId, requestId, outcome }, failed: outcome === 'failed' },
          });
          metrics.ended({ type: info.workflowType, outcome });
          const fields = { ...idsOf(info, end), outcome, failure: failure && failureCode(failure), ms };
          log.info(fields, 'run ended');
        },
      },
      stepGivenUp: {
        fn(info, step) {
          const { activityType, activityId, failure, silent, retryState } = step;
          const word = failureCode(failure);
          metrics.givenUp({ type: activityType, failure: word });
          const ids = { ...idsOf(info, step), activityId, type: activityType, failure: word };
          log.warn({ ...ids, retryState }, 'an activity was given up');
          const { forOperators }: FailureKind = FAILURES[failure];
          // Of what was unexpected the attempt that met it has told, with its place.
          if (!forOperators || (failure === 'Unexpected' && !silent)) return;
          const once = `${info.runId} ${activityId}`;
          faults.report({ what: 'an activity was given up', ids, once });
        },
      },
      broke: {
        fn(info, fault) {
          const { error } = fault;
          const ids = idsOf(info, fault);
          const stack = errorLocation(error);
          log.error({ ...ids, error: error.name, stack }, 'the code of a workflow broke');
          const once = [info.runId, error.name, stack].join(' ');
          faults.report({ what: 'the code of a workflow broke', error, ids, once });
        },
      },
    },
  };
}

const idsOf = (
  { workflowId, runId, workflowType }: WorkflowInfo,
  { requestId, trace }: Pick<RunBegan, 'requestId' | 'trace'>,
) => ({
  requestId,
  traceId: traceIdOfRun(runId, trace),
  workflowId,
  runId,
  type: workflowType,
});
