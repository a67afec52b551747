export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The moment so many milliseconds before now. */
export const ago = (ms: number): Date => new Date(Date.now() - ms);

/** The moment so many milliseconds after now. */
export const ahead = (ms: number): Date => new Date(Date.now() + ms);
