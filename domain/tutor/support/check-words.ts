import { MIN_SAME_MEANING } from './bounds.js';
import { checkChanges } from './check-changes.js';
import { checkSubject } from './check-subject.js';
import { hasVeryWord, hasWord } from './matching.js';
import type { ReadText } from './read-text.js';
import { putSideBySide } from './side-by-side.js';
import type { Similarity } from './similarity.js';
import type { SupportIssue } from './support-issue.js';
import type { Surroundings } from './surroundings.js';
import type { Word } from './words.js';

export interface WordMatch {
  /**
   * Share of the content words and numbers that stand in the quotes or their surroundings, or mean what stands there;
   * 1 where there are none.
   */
  covered: number;
  /** Share of all words that stand in the quotes in the same order. */
  copied: number;
  /** Content words that stand nowhere there. */
  missing: Word[];
  issue: SupportIssue | undefined;
}

/** Holds the content words of a sentence against those of its quotes, in the same language. */
export function matchWords(claim: ReadText, places: Surroundings, similarity: Similarity): WordMatch {
  const { quote, around, context } = places;
  const isAlike = (word: Word): boolean =>
    around.content.some((other) => (similarity(word.folded, other.folded) ?? 0) >= MIN_SAME_MEANING);
  const missing = claim.content.filter(
    (word) => !hasWord(word, around) && !hasVeryWord(word, context) && !isAlike(word),
  );
  const sides = putSideBySide(claim, quote);
  const issue =
    checkNames(claim, missing, around) ?? checkSubject(sides, places, missing) ?? checkChanges(sides, missing);
  // Numbers have been found by now.
  const all = claim.content.length + claim.measures.quantities.filter(({ isWeak }) => !isWeak).length;
  return { covered: all === 0 ? 1 : 1 - missing.length / all, copied: sides.copied, missing, issue };
}

/** A name stands there or nowhere; formulas have other spellings, and German writes every noun with a capital. */
function checkNames(claim: ReadText, missing: readonly Word[], around: ReadText): SupportIssue | undefined {
  if (claim.lexicon.code === 'de') return undefined;
  const name = missing.find(
    ({ isCapital, text, folded }) =>
      isCapital && !/\d/.test(text) && !around.words.some((other) => isSameName(folded, other.folded)),
  );
  return name && { kind: 'name', text: name.text };
}

/** `Alps` and `Alpine`. */
const isSameName = (a: string, b: string): boolean => rootOf(a).length >= 3 && rootOf(a) === rootOf(b);
const rootOf = (name: string): string => name.replace(/(?:ine|ian|ean|ish|ese|ans?|s|e|y|ia|i)$/, '');
