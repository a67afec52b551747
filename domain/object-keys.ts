/** What the keys of materials begin with, and those of all else that belongs to a user. Keys hold ids only. */
export const MATERIALS_PREFIX = 'm/';
export const USERS_PREFIX = 'u/';

/** Where everything of a material is. */
export const materialPrefix = (materialId: string): string => `${MATERIALS_PREFIX}${materialId}/`;

/** The file of a material as it was uploaded. */
export const originalKey = (materialId: string): string => `${materialPrefix(materialId)}original`;

/** The material of a key; undefined for a key of another form. */
export const materialIdIn = (key: string): string | undefined => /^m\/([\da-f-]{36})\//.exec(key)?.[1];

/** Where everything of a user is except materials. */
export const userPrefix = (userId: string): string => `${USERS_PREFIX}${userId}/`;

/** The image of a user, which gets a new id at every change. */
export const avatarKey = (userId: string, avatarId: string): string => `${userPrefix(userId)}avatar/${avatarId}`;

/** The avatar that a key is of; undefined for a key of another form. */
export const avatarIdIn = (key: string): string | undefined => /^u\/[^/]+\/avatar\/([\da-f-]{36})$/.exec(key)?.[1];

/** The image of a question, until it is read. */
export const questionImageKey = ({ userId, questionId }: { userId: string; questionId: string }): string =>
  `${userPrefix(userId)}problems/${questionId}`;

/** The question that an image's key is of; undefined for a key of another form. */
export const questionIdIn = (key: string): string | undefined => /^u\/[^/]+\/problems\/([\da-f-]{36})$/.exec(key)?.[1];

/** What the files of all tries at one export begin with. */
export const exportPrefix = ({ userId, id }: { userId: string; id: string }): string =>
  `${userPrefix(userId)}exports/${id}`;

/** The file of one try at writing an export; no two tries share a key, so that none can spoil another's. */
export const exportKey = (written: { userId: string; id: string; writeNo: number }): string =>
  `${exportPrefix(written)}-${written.writeNo}.zip`;

/** The export that a file is of; undefined for a key of another form. */
export const exportIdIn = (key: string): string | undefined =>
  /^u\/[^/]+\/exports\/([\da-f-]{36})-\d+\.zip$/.exec(key)?.[1];

/** What the keys of the list of erased people begin with: an object each, which outlives their rows and files. */
export const ERASED_PREFIX = 'e/';

/** Says that a user was erased. It is kept with the objects, since a database that is restored has forgotten it. */
export const erasedKey = (userId: string): string => `${ERASED_PREFIX}${userId}`;

/** The user that a key of the list is of; undefined for a key of another form. */
export const erasedIdIn = (key: string): string | undefined => /^e\/([\da-f-]{36})$/.exec(key)?.[1];
