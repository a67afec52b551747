/** Questions of a quiz. With fewer than the least that could be picked there is none. */
export const QUIZ_QUESTIONS = { least: 3, usual: 10, most: 30 } as const;

/** The longest time that a timed attempt can be given. */
export const MAX_TIME_LIMIT_MINUTES = 180;

/** How late an answer to a timed attempt may reach the server: as long as a slow network takes. */
export const GRACE_MS = 5_000;
