import type { Source } from '../../../../domain/quizzes/drafting/source.js';
import { type SourceTerm, termsOf } from '../../../../domain/quizzes/drafting/terms.js';

/** What is found of a term that a source puts forward. */
export function markedTerm(source: Source, term: string): SourceTerm {
  const found = termsOf({ ...source, marked: [term] }).find((one) => one.term === term);
  if (!found) throw new Error(term);
  return found;
}
