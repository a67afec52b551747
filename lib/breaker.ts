/** Nothing was tried: what is to be used has failed too often, and rests. */
export class BreakerOpen extends Error {
  override readonly name = 'BreakerOpen';
}

/** Keeps callers from waiting, one after the other, for what does not answer. */
export interface Breaker {
  /** @throws BreakerOpen while it rests, without beginning the work; what the work throws. */
  run<T>(work: () => Promise<T>): Promise<T>;
  isOpen(): boolean;
}

/**
 * A breaker that opens after so many failures in a row. While it is open one piece of work is let through every
 * `restMs`; the first that succeeds closes it.
 */
export function createBreaker({ failures, restMs }: { failures: number; restMs: number }): Breaker {
  let failed = 0;
  let restsUntil = 0;
  const isOpen = () => failed >= failures;
  return {
    isOpen,
    async run(work) {
      if (isOpen() && performance.now() < restsUntil) throw new BreakerOpen('It rests after failures');
      // Of many that come when the rest is over, one tries.
      if (isOpen()) restsUntil = performance.now() + restMs;
      try {
        const result = await work();
        failed = 0;
        return result;
      } catch (error) {
        failed += 1;
        restsUntil = performance.now() + restMs;
        throw error;
      }
    },
  };
}
