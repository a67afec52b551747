import { isEngineAway } from '../../lib/engine-faults.js';
import type { Log } from './ports.js';

/**
 * Leaves one of many, with whom a pass fails, to the next pass: what is wrong with it would fail again at once. The log
 * is told by ids and the error's name alone.
 * @throws the error where an engine is away, or the signal's reason: the pass itself is to be tried again
 */
export function leaveToNextPass(
  error: unknown,
  { log, fields = {}, message, signal }: { log: Log; fields?: object; message: string; signal?: AbortSignal },
): 'failed' {
  signal?.throwIfAborted();
  if (isEngineAway(error)) throw error;
  log.error({ ...fields, reason: error instanceof Error ? error.name : 'unknown' }, message);
  return 'failed';
}
