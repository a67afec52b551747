import type { Clause } from './clauses.js';
import { hasWord } from './matching.js';
import type { Places, ReadText } from './read-text.js';
import type { SupportIssue } from './support.js';
import { isSameWord, type Word } from './words.js';

/**
 * Whether a sentence denies what its quotes state, or states what they deny. Clauses are compared that speak of the
 * same: one that says something of its own is left to the rule about words.
 */
export function checkNegation(claim: ReadText, { quote, around, context }: Places): SupportIssue | undefined {
  if (claim.lexicon.code !== around.lexicon.code) return undefined;
  if (limitsOf(claim) !== limitsOf(around) || hasOtherNumbers(claim, around)) return undefined;
  const found = claim.clauses.find((clause) => isTurned(clause, claim, { quote, around, context }));
  return found && { kind: 'negation', text: found.words.map(({ text }) => text).join(' ') };
}

/** 'prevents', 'only' and 'without' deny something without a word of negation: then nobody can tell by these. */
const limitsOf = ({ text, words, lexicon }: ReadText): string =>
  [...lexicon.preventions]
    .filter((limit) => (lexicon.isUnspaced ? text.includes(limit) : words.some(({ folded }) => folded === limit)))
    .join();

/** '11 of 42 are not used' of 31 that are. */
const hasOtherNumbers = ({ measures }: ReadText, around: ReadText): boolean =>
  measures.quantities.some(
    ({ values, isWeak }) =>
      !isWeak && !around.measures.quantities.some((one) => one.values.some((value) => values.includes(value))),
  );

const contentOf = ({ words }: Clause, { content }: ReadText): Word[] =>
  words.filter((word) => content.some(({ start, folded }) => start === word.start && folded === word.folded));

function isTurned(clause: Clause, claim: ReadText, { around, context }: Places): boolean {
  const words = contentOf(clause, claim).filter((word) => hasWord(word, around) || !hasWord(word, context));
  if (words.length === 0) return false;
  const isOther = ({ isNegated }: Clause) => isNegated !== clause.isNegated;
  const polarities = words.map(({ folded }) =>
    around.clauses
      .filter((one) => one.words.some((word) => isSameWord(folded, word.folded)))
      .map(({ isNegated }) => isNegated),
  );
  const holders = around.clauses.filter((one) =>
    words.every(({ folded }) => one.words.some((word) => isSameWord(folded, word.folded))),
  );
  // Of one word nobody can tell where its clause says more.
  const alone = holders.filter((one) => contentOf(one, around).length === 1);
  if (words.length === 1) return alone.length > 0 && holders.every(isOther);
  if (holders.length > 0) return holders.every(isOther);
  const missing = polarities.filter((each) => each.length === 0).length;
  if (missing > 0) return false;
  const agreeing = polarities.filter((each) => each.includes(clause.isNegated)).length;
  return clause.isNegated ? agreeing === 0 : agreeing < words.length;
}
