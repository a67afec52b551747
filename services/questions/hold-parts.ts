import type { CitablePage } from '../../domain/tutor/checked-answer.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import { textsToCompare } from '../../domain/tutor/support/assess-support.js';
import { type HeldPart, holdPart } from '../../domain/tutor/support/hold-part.js';
import type { CompareTexts } from './compare-texts.js';

/**
 * Holds parts of a draft against their quotes: by rules where these decide, else by the similarity of words and
 * sentences, too.
 * @throws the signal's reason
 */
export async function holdParts(
  compare: CompareTexts,
  parts: readonly DraftPart[],
  pageOf: (ref: number) => CitablePage | undefined,
  signal: AbortSignal,
): Promise<HeldPart[]> {
  const held = parts.map((part) => holdPart(part, pageOf));
  const texts = held.flatMap(({ part, evidence }) => textsToCompare(part.text, evidence));
  if (texts.length === 0) return held;
  const similarity = await compare(texts, signal);
  return parts.map((part) => holdPart(part, pageOf, similarity));
}
