import { v5 as uuidv5 } from 'uuid';

/** The id of an item of a student (itemOf): as long as it is recommended the same, and nobody else's. */
export const recommendationId = (userId: string, item: string): string => uuidv5(item, userId);
