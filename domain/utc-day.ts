/** The calendar day of an instant in UTC, as YYYY-MM-DD. */
export const utcDay = (instant: Date): string => instant.toISOString().slice(0, 10);

/** Whole seconds, at least 1, until the next day begins in UTC. */
export function secondsLeftOfUtcDay(instant: Date): number {
  const dayMs = 86_400_000;
  return Math.ceil((dayMs - (instant.getTime() % dayMs)) / 1000);
}
