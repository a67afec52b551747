import { availableParallelism } from 'node:os';
import { Problem } from '../../domain/problems.js';
import { createSemaphore, type Semaphore } from '../../lib/semaphore.js';

/** Some seconds of work at usual costs; whoever comes later would give up before the turn comes. */
const MAX_WAITING = 100;

/**
 * Lets as many hashes be computed at a time as leave one core for everything else; the others wait.
 * @throws Problem too-many-requests when too many wait already.
 */
export const createHashQueue = (concurrency = Math.max(1, availableParallelism() - 1)): Semaphore =>
  createSemaphore(concurrency, {
    maxWaiting: MAX_WAITING,
    onFull: () => new Problem('too-many-requests', 'Many are signing in just now.', { retryAfterSeconds: 5 }),
  });
