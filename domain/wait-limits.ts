/**
 * The longest waits, in milliseconds, from the inside out: whoever waits for an engine gives up before whoever waits
 * for it does. So every request gets its response, and every activity fails with its own reason before Temporal gives
 * it up. A test holds them in this order; what may be set by the environment is bounded there.
 */
export const ENGINE_WAITS_MS = {
  /** A place in the pool of Postgres, with a new connection where one is needed. */
  postgresConnection: 5_000,
  /** A statement of the worker; those of requests have REQUEST_STATEMENT_SECONDS. The server ends it. */
  postgresStatement: 20_000,
  /** Granted to the server beyond a statement's time; then it counts as hanging, and the connection is given up. */
  postgresGrace: 2_000,
  /** Telling Postgres what to notify of. */
  postgresListen: 3_000,
  redisConnection: 2_000,
  redisCommand: 1_000,
  /** All counts of one request together, however many it needs; then it counts in memory. */
  redisOfRequest: 500,
  temporalCall: 2_000,
  /** Temporal's list and removal of runs, which are in no hurry. */
  temporalAdministration: 10_000,
  s3Connection: 3_000,
  /** One try of one call, until the response's headers: the sending of a part of an upload is in it. There are two. */
  s3Try: 20_000,
  /** A call without an object's bytes, both tries together. */
  s3Call: 15_000,
  /** An object of any size in one piece, for the worker. */
  s3Object: 120_000,
  /** One that a browser waits for. */
  s3SmallObject: 15_000,
  /** Storing an upload as its bytes come, and reading an object as it is used. */
  s3Stream: 600_000,
  /** Storing an export as it is packed. */
  s3Archive: 55 * 60_000,
  /** One call to Google while somebody signs in. */
  google: 5_000,
  /** One step of handing a mail to its server, and all of them. */
  mailStep: 10_000,
  mail: 60_000,
  /** Asking an AI server what its model takes. */
  aiContext: 3_000,
  /** A streamed response of an AI server, however steadily it comes: 4,000 tokens at six a second are 11 minutes. */
  aiResponse: 12 * 60_000,
  /** Each engine's sign of life for /readyz. */
  probe: 2_000,
} as const;

/** Tries of a call to S3. */
export const S3_TRIES = 2;

/** The longest `Prefer: wait`. */
export const PREFERRED_WAIT_MS = 30_000;

/** From the last byte of a request to its response, whatever it waits for one after the other. */
export const REQUEST_MS = 60_000;

/** For a request to arrive, so that the bound of an upload's storage comes first. */
export const ARRIVAL_MS = 660_000;

/** What a caller who still sends is granted to read its refusal. */
export const REST_OF_BODY_MS = 5_000;

/** A connection on which no byte moves is cut. */
export const CONNECTION_SILENCE_MS = 75_000;

/** What a caller is told to wait after an engine did not serve, in seconds. */
export const RETRY_AFTER_SECONDS = 5;

/** For telling a fault to error tracking, which nobody waits for; and at the end of a process, for all on their way. */
export const FAULT_REPORT_MS = { send: 5_000, close: 2_000 } as const;

/** What a scrape of metrics waits for Postgres and for Temporal; without their figures it is answered all the same. */
export const FIGURES_MS = 2_000;
