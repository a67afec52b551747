/** The value that this share of the values does not exceed (nearest rank). @throws RangeError without values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
  if (value === undefined) throw new RangeError('No values');
  return value;
}

/** Half of the values do not exceed p50, and 95 % not p95; to one decimal. @throws RangeError without values */
export const percentiles = (values: readonly number[]): { p50: number; p95: number } => ({
  p50: rounded(percentile(values, 0.5), 1),
  p95: rounded(percentile(values, 0.95), 1),
});

/** The middle value, or the mean of the two in the middle. @throws RangeError without values */
export function median(values: readonly number[]): number {
  const upperHalf = values.map((value) => -value);
  return (percentile(values, 0.5) - percentile(upperHalf, 0.5)) / 2;
}

/** Rounds to so many decimals. */
export const rounded = (value: number, decimals = 0): number => Number(value.toFixed(decimals));
