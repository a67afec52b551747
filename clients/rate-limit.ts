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
  /** Counts one call; never throws for a dead Redis. */
  consume(key: string): Promise<RateLimit>;
}
