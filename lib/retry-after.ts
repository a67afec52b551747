/**
 * Reads how long another server asked us to wait.
 * @param retryAfter the Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3)
 * @param retryAfterMs the non-standard retry-after-ms header, in milliseconds; it is finer, so it wins
 * @param nowMs the present instant, milliseconds since the epoch
 * @returns milliseconds to wait, at least 0; undefined where neither header can be read
 */
export function parseRetryAfter(
  retryAfter: string | null | undefined,
  retryAfterMs: string | null | undefined,
  nowMs: number,
): number | undefined {
  const fine = parseNumber(retryAfterMs);
  if (fine !== undefined) return Math.round(fine);
  const seconds = parseNumber(retryAfter);
  if (seconds !== undefined) return Math.round(seconds * 1000);
  // Date.parse alone would take '-5' for a month.
  const at = /\bGMT\s*$/.test(retryAfter ?? '') ? Date.parse(retryAfter ?? '') : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

function parseNumber(text: string | null | undefined): number | undefined {
  return /^\s*\d+(\.\d+)?\s*$/.test(text ?? '') ? Number(text) : undefined;
}
