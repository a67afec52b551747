/** Largest image of a problem, in bytes. */
export const IMAGE_MAX_BYTES = 10 * 1024 * 1024;

/** Most characters that are taken of what was read in it. */
export const IMAGE_CHARACTERS = 4_000;
