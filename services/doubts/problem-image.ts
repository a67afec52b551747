/** Largest picture of a problem, in bytes. */
export const IMAGE_MAX_BYTES = 10 * 1024 * 1024;

/** Most characters that are taken of what was read in it. */
export const IMAGE_CHARACTERS = 4_000;

/** Where the picture of a question is until it is read: with what else is kept of its student. */
export const problemImageKey = ({ userId, messageId }: { userId: string; messageId: string }): string =>
  `u/${userId}/problems/${messageId}`;

/** The question that a key is of; undefined for a key of another form. */
export const messageIdOfImage = (key: string): string | undefined =>
  /^u\/[^/]+\/problems\/([\da-f-]{36})$/.exec(key)?.[1];
