import type { TimeBudget } from '../lib/time-budget.js';

/** The state of one key after a call was counted. */
export interface RateLimit {
  allowed: boolean;
  /** Calls a window allows. */
  limit: number;
  /** Calls left in this window, at least 0. */
  remaining: number;
  /** Seconds until the window ends, rounded up. */
  resetSeconds: number;
}

/** Counts calls by key. */
export interface RateLimiter {
  /** Counts one call, waiting for Redis within the budget; never throws for a dead or hanging Redis. */
  consume(key: string, time: TimeBudget): Promise<RateLimit>;
}
