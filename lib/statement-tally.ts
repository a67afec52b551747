import { currentRequest } from './request-scope.js';

/** From when on a statement is slow. */
const SLOW_MS = 200;
/** Slow ones of a request that are told. */
const MAX_SLOW = 20;

/** Counts a statement that is over to the request that it is of. @param began by performance.now() */
export function countStatement(sql: string, began: number): void {
  const tally = currentRequest()?.statements;
  if (!tally) return;
  tally.sent += 1;
  const ms = performance.now() - began;
  if (ms >= SLOW_MS && tally.slow.length < MAX_SLOW) tally.slow.push({ ms: Math.round(ms), sql });
}
