const DAY_MS = 86_400_000;
/** 1970-01-05, the first Monday of Unix time. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

/** When the ISO week of an instant began: Monday, midnight UTC. */
export const weekStartOf = (instant: Date): Date =>
  new Date(Math.floor((instant.getTime() - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS);
