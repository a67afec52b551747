const MINUTE_MS = 60_000;

/** Of the time between two beats no more counts: a client that sleeps, or lost its network, earns no more than this. */
export const MAX_GAP_MS = 90_000;

/** Nothing that comes later counts for a session. */
export const MAX_SESSION_MINUTES = 240;

/** A free session that was silent for so long is closed. */
export const MAX_SILENCE_MS = 30 * MINUTE_MS;

export const MAX_BLOCK_MINUTES = 50;

/** An end of a block counts as one of its plan until so long after it; then the block is closed. */
export const BLOCK_GRACE_MS = 10 * MINUTE_MS;

/** Blocks of a study day whose plan is credited. */
export const MAX_BLOCKS_A_DAY = 4;
