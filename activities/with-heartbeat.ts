import { Context } from '@temporalio/activity';

/** Well under the heartbeat timeout of 15 s, so that one lost beat ends nothing. */
const BEAT_MS = 3_000;

/**
 * Runs long work with a steady heartbeat, so that a lost worker is noticed within seconds
 * and cancellation arrives; `report` sets what the heartbeat tells, such as the page just done.
 * The work itself is bounded by its own limits and by start-to-close.
 */
export async function withHeartbeat<T>(
  work: (report: (details: unknown) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  // What an earlier attempt told stays until this one tells something.
  let last: unknown = context.info.heartbeatDetails ?? null;
  const report = (details: unknown) => {
    last = details;
    context.heartbeat(details);
  };
  const timer = setInterval(() => context.heartbeat(last), BEAT_MS);
  try {
    return await work(report, context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
