import { DeadlineExceeded } from './deadline.js';

/** Time that several pieces of work, one after the other, may be waited for together. */
export interface TimeBudget {
  /**
   * Waits for work as long as there is time left; what is not waited for any more goes on unseen.
   * @throws DeadlineExceeded when the time is up, without beginning the work if it was up before; what `work` throws.
   */
  spend<T>(work: () => Promise<T>): Promise<T>;
}

/** A budget of so many milliseconds, of which only waiting takes some. */
export function createTimeBudget(ms: number): TimeBudget {
  let left = ms;
  return {
    async spend(work) {
      if (left <= 0) throw timeIsUp(ms);
      const began = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          // A timer may fire a little before its time by the clock that is read below.
          left = 0;
          reject(timeIsUp(ms));
        }, left);
      });
      try {
        return await Promise.race([work(), late]);
      } finally {
        clearTimeout(timer);
        left -= performance.now() - began;
      }
    },
  };
}

const timeIsUp = (ms: number) => new DeadlineExceeded(`Not done within ${ms} ms in all`);
