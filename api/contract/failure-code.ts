import type { FailureType } from '../../domain/runs/failures.js';

/** A failure type as clients read it: `TooManyPages` becomes `too-many-pages`. */
export const failureCode = (type: FailureType | null): string | null =>
  type === null ? null : type.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
