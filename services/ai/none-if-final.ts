import { Failure, type FailureType } from '../../domain/runs/failures.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';

/** What a second try would not repair. */
const FINAL: readonly FailureType[] = ['AiBudgetExhausted', 'AiRefused', 'AiTooLong', 'AiBadOutput', 'AiMisconfigured'];

/** For calls that better what is there already: it stays as it is where the call failed for good. @throws the error, else. */
export function noneIfFinal(error: unknown): DraftPart[] {
  if (error instanceof Failure && FINAL.includes(error.type)) return [];
  throw error;
}
