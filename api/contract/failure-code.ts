import { failureWord } from '../../domain/runs/failure-word.js';
import type { FailureType } from '../../domain/runs/failures.js';

/** The failure of a row as clients read it. */
export const failureCode = (type: FailureType | null): string | null => (type === null ? null : failureWord(type));
