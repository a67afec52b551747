import { availableParallelism } from 'node:os';
import { Problem } from '../../domain/problems.js';

/** Some seconds of work at usual costs; who comes later would give up before the turn comes. */
const MAX_WAITING = 100;

/**
 * Lets so many hashes be computed at once that a core is left for everything else, and makes the others wait.
 * @throws Problem too-many-requests when too many wait already.
 */
export function createHashQueue(atOnce = Math.max(1, availableParallelism() - 1)) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function run<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= MAX_WAITING) {
        throw new Problem('too-many-requests', 'Many are signing in just now.', { retryAfterSeconds: 5 });
      }
      // Whoever ends hands the place on, so it is not free in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
