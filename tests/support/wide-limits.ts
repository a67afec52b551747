const CLASSES = ['SIGN_IN', 'READS', 'WRITES', 'UPLOADS', 'AI', 'BEATS'];

/** Variables by which so many of one address can be in work at once that nobody waits for a limit against abuse. */
export const WIDE_LIMITS: Record<string, string> = Object.fromEntries(
  CLASSES.map((name) => [`${name}_PER_MINUTE`, '20000']),
);
