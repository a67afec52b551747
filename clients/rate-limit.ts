import type { CallRate, CallState } from '../domain/call-rate.js';
import type { TimeBudget } from '../lib/time-budget.js';

/** The state of one key after a call was counted. */
export interface RateLimit extends CallState {
  allowed: boolean;
}

/** Counts calls by key. */
export interface RateLimiter {
  readonly rate: CallRate;
  /** Counts one call, waiting for Redis within the budget; never throws for a dead or hanging Redis. */
  consume(key: string, time: TimeBudget): Promise<RateLimit>;
}
