import type { TextOf } from '../../domain/tutor/checked-answer.js';
import { PART_LISTS, type StoredDraft } from '../../domain/tutor/stored-draft.js';
import { textsToCompare } from '../../domain/tutor/support/assess-support.js';
import { type HeldPart, holdPart } from '../../domain/tutor/support/hold-part.js';
import type { CompareTexts } from './compare-texts.js';

type MaterialDraft = Extract<StoredDraft, { kind: 'materials' }>;

/**
 * Holds all parts of a draft against their quotes: by rules where these decide, else by the similarity of words and
 * sentences, too. What tells of whole materials says more than its quotes: there a mere doubt is no objection.
 * @throws the signal's reason
 */
export async function holdParts(
  compare: CompareTexts,
  draft: MaterialDraft,
  textOf: TextOf,
  signal: AbortSignal,
): Promise<HeldPart[]> {
  const parts = PART_LISTS.flatMap((list) => draft[list]);
  const held = parts.map((part) => holdPart(part, textOf));
  if (draft.isAboutWhole) return held.map(withoutDoubt);
  const texts = held.flatMap(({ part, evidence }) => textsToCompare(part.text, evidence));
  if (texts.length === 0) return held;
  const similarity = await compare(texts, signal);
  return parts.map((part) => holdPart(part, textOf, similarity));
}

const withoutDoubt = (held: HeldPart): HeldPart =>
  held.support.outcome === 'unsure'
    ? { ...held, support: { outcome: 'supported', isTaken: true, issue: undefined } }
    : held;
