import type { LogLevel, LogMetadata } from '@temporalio/common';
import { DefaultLogger } from '@temporalio/worker';
import { errorLocation } from '../lib/error-location.js';
import type { Log } from '../services/shared/ports.js';

/** What our own lines tell with more: of attempts, and of the ends of runs. */
const TOLD = ['Activity failed', 'Workflow failed'];

const IDS = ['workflowId', 'runId', 'activityId', 'attempt', 'taskQueue'] as const;

/** The SDK's own log, and that of its core, as lines of ours: warnings and errors, with ids and without values. */
export const createSdkLogger = (log: Log): DefaultLogger =>
  new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (TOLD.includes(message)) return;
    const fields = { sdk: meta?.sdkComponent ?? 'core', ...idsOf(meta), ...errorOf(meta?.error) };
    log[levelOf(level)](fields, message);
  });

const levelOf = (level: LogLevel): 'warn' | 'error' => (level === 'ERROR' ? 'error' : 'warn');

const idsOf = (meta: LogMetadata | undefined) => ({
  ...Object.fromEntries(IDS.map((name) => [name, meta?.[name]])),
  type: meta?.activityType ?? meta?.workflowType,
});

function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return {};
  return { error: error.name, stack: errorLocation(error) };
}
