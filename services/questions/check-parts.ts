import type { TextOf } from '../../domain/tutor/checked-answer.js';
import { type MaterialDraft, PART_LISTS } from '../../domain/tutor/stored-draft.js';
import { textsToCompare } from '../../domain/tutor/support/assess-support.js';
import { checkPartSupport, type PartCheck } from '../../domain/tutor/support/check-part-support.js';
import type { CompareTexts } from './compare-texts.js';

/**
 * Checks all parts of a draft against their quotes: by rules where these decide, else by the similarity of words and
 * sentences, too. What tells of whole materials says more than its quotes: there a mere doubt is no objection.
 * @throws the signal's reason
 */
export async function checkParts(
  compare: CompareTexts,
  draft: MaterialDraft,
  textOf: TextOf,
  signal: AbortSignal,
): Promise<PartCheck[]> {
  const parts = PART_LISTS.flatMap((list) => draft[list]);
  const checks = parts.map((part) => checkPartSupport(part, textOf));
  if (draft.isAboutWhole) return checks.map(withoutDoubt);
  const texts = checks.flatMap(({ part, evidence }) => textsToCompare(part.text, evidence));
  if (texts.length === 0) return checks;
  const similarity = await compare(texts, signal);
  return parts.map((part) => checkPartSupport(part, textOf, similarity));
}

const withoutDoubt = (check: PartCheck): PartCheck =>
  check.support.outcome === 'unsure'
    ? { ...check, support: { outcome: 'supported', isTaken: true, issue: undefined } }
    : check;
