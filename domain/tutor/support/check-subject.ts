import { wordsBetweenMarks } from './clauses.js';
import { hasVeryWord, hasWord } from './matching.js';
import type { ReadText } from './read-text.js';
import { isContentOf, type SideBySide, textOf } from './side-by-side.js';
import type { SupportIssue } from './support-issue.js';
import type { Surroundings } from './surroundings.js';
import { isSameWord, type Word } from './words.js';

/** Content words before the end of a subject. */
const MAX_BEFORE = 1;
/** Shares of copied words from which on what follows a subject is copied, and a sentence is made of pieces. */
const MIN_COPIED = { afterSubject: 0.55, allButSubject: 0.8, pieces: 0.9 };

/** Languages whose sentences mostly begin with their subject. */
const SUBJECT_FIRST = new Set(['en', 'fr', 'es', 'pt', 'zh']);

/** Whether a sentence says of one thing what its quotes say of another. */
export function checkSubject(
  sides: SideBySide,
  places: Surroundings,
  missing: readonly Word[],
): SupportIssue | undefined {
  const found =
    foreignSubject(sides, places) ??
    (sides.copied >= MIN_COPIED.afterSubject ? (unknownSubject(sides, missing) ?? movedSubject(sides)) : undefined) ??
    (sides.copied >= MIN_COPIED.pieces ? stitchedSubject(sides) : undefined);
  return found && { kind: 'subject', text: textOf(found) };
}

/**
 * A word of another part of the page near the beginning, or a name, where the quote has one that the sentence lacks.
 * A heading above may name what the quote speaks of; so may the beginning of a sentence that is quoted from its middle
 * on, and the sentence before.
 */
function foreignSubject({ replacements, claim, quote }: SideBySide, places: Surroundings): Word[] | undefined {
  const { headings, context, lead, before: sentenceBefore, elsewhere } = places;
  for (const { before, said, lost } of replacements) {
    const foreign = said.find((word) => !hasWord(word, quote) && hasVeryWord(word, elsewhere));
    if (!foreign || lost.length === 0 || (before > MAX_BEFORE && !foreign.isCapital)) continue;
    const isNamedAbove = hasWord(foreign, headings) || hasWord(foreign, lead);
    const isNamedBefore =
      hasWord(foreign, context) &&
      (lost.some((word) => hasWord(word, context)) || !beginsWith(sentenceBefore, foreign));
    if (!isNamedAbove && !isNamedBefore && claim.content.length > 1) return [foreign];
  }
  return undefined;
}

/** Whether a sentence speaks of a word in its first two content words, as of its subject. */
const beginsWith = ({ content }: ReadText, word: Word): boolean => holds(content.slice(0, 2), word);

/** What it begins with stands nowhere, in place of what the quote begins with. */
function unknownSubject({ replacements: [first] }: SideBySide, missing: readonly Word[]): Word[] | undefined {
  if (!first || first.before > 0 || first.said.length === 0 || first.lost.length === 0) return undefined;
  return first.said.every(({ start }) => missing.some((word) => word.start === start)) ? first.said : undefined;
}

/** What it begins with is something that the quote names later, and what the quote begins with is nowhere. */
function movedSubject({ replacements: [first], claim, quote, copied }: SideBySide): Word[] | undefined {
  if (!first || first.before > 0 || (!SUBJECT_FIRST.has(claim.lexicon.code) && copied < MIN_COPIED.allButSubject))
    return undefined;
  const { said, stated, lost } = first;
  const isMoved = said.length > 0 && said.every((word) => hasWord(word, quote) && !holds(stated, word));
  return isMoved && lost.length > 0 && lost.length === stated.length ? said : undefined;
}

/** It begins as one clause of the quote and ends as another, whose own subject is left out. */
function stitchedSubject({ claim, quote }: SideBySide): Word[] | undefined {
  const [first, last] = [claim.content[0], claim.content.at(-1)];
  if (!first || !last || wordsBetweenMarks(claim.text, claim.lexicon).length > 1 || claim.content.length < 3) {
    return undefined;
  }
  const clauses = wordsBetweenMarks(quote.text, quote.lexicon)
    .map((words) => words.filter((word) => isContentOf(quote, word)))
    .filter((words) => words.length > 1);
  if (clauses.some((words) => claim.content.every((word) => holds(words, word)))) return undefined;
  const other = clauses.slice(1).find((words) => holds(words, last) && !holds(words, first));
  const [subject] = other ?? [];
  return subject && !hasWord(subject, claim) ? [first] : undefined;
}

const holds = (words: readonly Word[], word: Word): boolean =>
  words.some(({ folded }) => isSameWord(folded, word.folded));
