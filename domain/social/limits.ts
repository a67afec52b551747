/** Friends of a student at most. */
export const MAX_FRIENDS = 500;
/** Requests of a student that nobody has answered yet, at most. */
export const MAX_OPEN_REQUESTS = 20;
/** How often a student may add somebody in a day, by UTC; a request that is taken back counts. */
export const MAX_ADDS_A_DAY = 30;
/** How long a request is open. */
export const REQUEST_DAYS = 30;
