import type { FailureType } from './failures.js';

/** A failure type as clients, logs and metrics have it: `TooManyPages` becomes `too-many-pages`. */
export const failureCode = (type: FailureType): string => type.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
