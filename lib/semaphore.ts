/** Runs a fixed number of pieces of work at a time; the others wait, first come, first served. */
export interface Semaphore {
  /**
   * Runs `work` when there is room.
   * @throws the error of `onFull` when too many wait; the signal's reason when aborted while it waits; what `work`
   * throws.
   */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** How many may wait, and the error for those that come later. */
export interface WaitLimit {
  maxWaiting: number;
  onFull: () => Error;
}

/** A semaphore that runs `slots` pieces of work at a time; without a limit any number may wait. */
export function createSemaphore(slots: number, limit?: WaitLimit): Semaphore {
  let free = slots;
  const waiting = new Set<() => void>();

  const enter = async (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    if (limit && waiting.size >= limit.maxWaiting) throw limit.onFull();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        waiting.delete(admit);
        reject(signal?.reason);
      };
      const admit = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      waiting.add(admit);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  };

  // The slot is handed on, so that nobody who comes later takes it in between.
  const leave = () => {
    const [next] = waiting;
    if (next === undefined) {
      free += 1;
    } else {
      waiting.delete(next);
      next();
    }
  };

  return {
    async run(work, signal) {
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
