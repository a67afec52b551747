/** Longest wait after failed logins: long for guessing, bearable for a person. */
const MAX_SECONDS = 15 * 60;

/**
 * Seconds between one attempt and the next: none for the first `free` ones, then 1, 2, 4 … up to 15 minutes.
 * @param attempt which one in a row it is, from 1
 */
export function backoffSeconds(attempt: number, free: number): number {
  if (attempt <= free) return 0;
  return Math.min(2 ** Math.min(attempt - free - 1, 30), MAX_SECONDS);
}
