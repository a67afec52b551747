import { checkPart, type TextOf } from '../checked-answer.js';
import type { DraftPart } from '../draft-parts.js';
import { assessSupport } from './assess-support.js';
import { type Evidence, evidenceAt } from './evidence.js';
import type { Similarity } from './similarity.js';
import type { Support } from './support.js';

/** What checking a part of a draft against the places that it cites came to. */
export interface PartCheck {
  part: DraftPart;
  /** Its citations that stand in their text and say something; headings do not. */
  citations: DraftPart['citations'];
  /** Whether each of its citations stands. */
  isQuoted: boolean;
  evidence: Evidence[];
  support: Support;
}

/** Checks a part of a draft against its quotes, in the texts that they stand in. */
export function checkPartSupport(part: DraftPart, textOf: TextOf, similarity?: Similarity): PartCheck {
  const standing = part.citations.flatMap((citation) => {
    const [quote] = checkPart({ text: part.text, citations: [citation] }, textOf).quotes;
    const source = textOf(citation.ref);
    return quote && source ? [{ citation, evidence: evidenceAt(source.text, quote) }] : [];
  });
  const evidence = standing.map((one) => one.evidence);
  return {
    part,
    citations: standing.filter((one) => !one.evidence.isEmpty).map(({ citation }) => citation),
    isQuoted: part.citations.length > 0 && standing.length === part.citations.length,
    evidence,
    support: assessSupport(part.text, evidence, similarity),
  };
}
