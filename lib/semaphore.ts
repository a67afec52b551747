/** Lets a fixed number of pieces of work run at a time, first come, first served. */
export interface Semaphore {
  /** Runs `work` when there is room. @throws the signal's reason when aborted while it waits; what `work` throws. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** A semaphore with `slots` places. */
export function createSemaphore(slots: number): Semaphore {
  let free = slots;
  const waiting = new Set<() => void>();

  const enter = async (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
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
