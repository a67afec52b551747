/** Questions of a quiz. With fewer than the least that could be picked there is none. */
export const QUIZ_QUESTIONS = { least: 3, usual: 10, most: 30 } as const;

/** Cards that are generated at once. */
export const GENERATED_CARDS = { least: 1, usual: 20, most: 40 } as const;

/** Materials that a quiz can be made of. */
export const QUIZ_MATERIALS = 20;

/** The longest time that a timed attempt can be given. */
export const MAX_TIME_LIMIT_MINUTES = 180;

/** Attempts that a quiz shows, the latest ones. */
export const QUIZ_ATTEMPTS_SHOWN = 100;

/** How late an answer to a timed attempt may reach the server: as long as a slow network takes. */
export const GRACE_MS = 5_000;

/** Where the questions of a quiz may come from; of `any` the written ones come first. */
export const QUIZ_SOURCES = ['any', 'written', 'generated'] as const;

export type QuizSource = (typeof QUIZ_SOURCES)[number];
