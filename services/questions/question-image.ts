/** Largest image of a problem, in bytes. */
export const IMAGE_MAX_BYTES = 10 * 1024 * 1024;

/** Most characters that are taken of what was read in it. */
export const IMAGE_CHARACTERS = 4_000;

/** Where the image of a question is until it is read: with what else is kept of its student. */
export const questionImageKey = ({ userId, questionId }: { userId: string; questionId: string }): string =>
  `u/${userId}/problems/${questionId}`;

/** The question that a key is of; undefined for a key of another form. */
export const questionIdOfImage = (key: string): string | undefined =>
  /^u\/[^/]+\/problems\/([\da-f-]{36})$/.exec(key)?.[1];
