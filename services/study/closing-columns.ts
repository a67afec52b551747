/** How late its timer may be before the reconciler looks for it. */
const LATE_MS = 5 * 60_000;

/** The columns of a session whose timer looks at it then. Beats move `closesAt` alone: the timer wakes early once. */
export const closingColumns = (closesAt: Date) => ({
  closesAt,
  nextCheckAt: new Date(closesAt.getTime() + LATE_MS),
});
