/** Where everything is that was written for one export. */
export const exportPrefix = ({ userId, id }: { userId: string; id: string }): string => `u/${userId}/exports/${id}`;

/** Where one try at writing an export puts its file; no two tries share a key, so that none can spoil another's. */
export const exportKey = (written: { userId: string; id: string; writeNo: number }): string =>
  `${exportPrefix(written)}-${written.writeNo}.zip`;

/** Where a student's image is. */
export const avatarKey = (userId: string, avatarId: string): string => `u/${userId}/avatar/${avatarId}`;

/** The image that a key is of; undefined for a key of another form. */
export const avatarIdOf = (key: string): string | undefined => /^u\/[^/]+\/avatar\/([\da-f-]{36})$/.exec(key)?.[1];
