/** CPU time below which a measurement tells nothing, in microseconds. */
const NOISE = 500;

/** Growth that is nearer to that of work in proportion to its input (10) than to that of squared work (100). */
export const IN_PROPORTION = 40;
/** Growth that is nearer to that of squared work (100) than to that of cubed work (1,000). */
export const SQUARED = 300;

/**
 * How many times as much CPU time work takes on ten times the input. The least of three runs counts, each way, so that
 * neither other processes nor a garbage collection tell.
 */
export function growthOf(work: (size: number) => void, size: number): number {
  // A mutant is noticed by what comes out: to measure each as well would take most of the time.
  if (process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined) return 1;
  work(size);
  return (
    leastTime(() => work(10 * size)) /
    Math.max(
      leastTime(() => work(size)),
      NOISE,
    )
  );
}

function leastTime(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...times);
}
