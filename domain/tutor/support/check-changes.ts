import { hasWord } from './matching.js';
import type { ReadText } from './read-text.js';
import { isContentOf, type SideBySide, textOf } from './side-by-side.js';
import type { SupportIssue } from './support-issue.js';
import type { Word } from './words.js';

/** Shares of copied words from which on words are put in, at each other's places, and changed. */
const MIN_COPIED = { putIn: 0.55, exchanged: 0.6, changed: 0.72 };
/** Content words that say something of their own at least. */
const MIN_ADDED = 2;

/** Whether a sentence repeats its quotes but for words that change or add something. */
export function checkChanges(sides: SideBySide, missing: readonly Word[]): SupportIssue | undefined {
  const added = addedClause(sides, missing) ?? (sides.copied >= MIN_COPIED.putIn ? putIn(sides, missing) : undefined);
  if (added) return { kind: 'words', text: textOf(added) };
  const opposite = oppositeWord(sides);
  if (opposite) return { kind: 'comparison', text: opposite.text };
  const exchanged = sides.copied >= MIN_COPIED.exchanged ? exchangedWords(sides) : undefined;
  if (exchanged) return { kind: 'comparison', text: textOf(exchanged) };
  if (sides.copied < MIN_COPIED.changed) return undefined;
  // Japanese verbs and adjectives end in kana; they are put in other words more often than nouns.
  const [changed] = missing.filter(
    (word) => !/\p{Script=Han}\p{Script=Hiragana}+$/u.test(word.text) && !isVerb(word, sides.claim),
  );
  return changed && { kind: 'words', text: changed.text };
}

/** Stands between a noun and an article or number, as verbs do: they are put in other words more often than nouns. */
function isVerb(word: Word, { words, content, lexicon }: ReadText): boolean {
  const at = words.findIndex(({ start }) => start === word.start);
  const [before, after] = [words[at - 1], words[at + 1]];
  const isAfterNoun = content.some(({ start }) => start === before?.start);
  return isAfterNoun && after !== undefined && (lexicon.determiners.has(after.folded) || /^\p{N}/u.test(after.text));
}

/** A clause of which nothing stands there. One with a number does: numbers have been looked for. */
function addedClause({ claim }: SideBySide, missing: readonly Word[]): Word[] | undefined {
  if (claim.clauses.length < 2) return undefined;
  const { quantities } = claim.measures;
  return claim.clauses
    .filter(({ words }) => !quantities.some(({ start }) => words.some((word) => word.start === start)))
    .map(({ words }) => words.filter((word) => isContentOf(claim, word)))
    .find((words) => words.length >= MIN_ADDED && words.every((word) => isIn(missing, word)));
}

/** Words that stand nowhere, between others, and in place of none. */
function putIn({ replacements }: SideBySide, missing: readonly Word[]): Word[] | undefined {
  return replacements
    .filter(({ lost }) => lost.length === 0)
    .map(({ said }) => said.filter((word) => isIn(missing, word)))
    .find((words) => words.length >= MIN_ADDED);
}

const isIn = (words: readonly Word[], { start }: Word): boolean => words.some((word) => word.start === start);

/** A word in whose place the quote has its opposite; in comparisons it may, and that is looked at elsewhere. */
function oppositeWord({ claim, quote, replacements }: SideBySide): Word | undefined {
  if (isComparison(claim) && isComparison(quote)) return undefined;
  const { antonyms } = claim.lexicon;
  return replacements.flatMap(({ words, quoteWords }) =>
    words.filter((word) => quoteWords.some(({ folded }) => antonyms.get(word.folded)?.has(folded))),
  )[0];
}

const isComparison = ({ words, lexicon }: ReadText): boolean => words.some(({ folded }) => lexicon.than.has(folded));

/** Words that stand at each other's places; in comparisons they may, and that is looked at elsewhere. */
function exchangedWords({ claim, quote, replacements }: SideBySide): Word[] | undefined {
  if (isComparison(claim) && isComparison(quote)) return undefined;
  const moved = replacements.filter(({ said }) => said.length > 0 && said.every((word) => hasWord(word, quote)));
  const swapped = moved.filter(({ stated }) => stated.length > 0 && stated.every((word) => hasWord(word, claim)));
  return (moved.length > 1 ? moved : swapped)[0]?.said;
}
