import type { Lexicon } from './lexicon.js';
import { type Word, wordsOf } from './words.js';

/** A clause with its words, and whether a word of it turns it into its opposite. */
export interface Clause {
  words: Word[];
  isNegated: boolean;
}

/** Marks that end a clause; a point or comma before a digit is none. */
const MARKS = /[;:!?—–()[\]{}、。，；：！？؛،।|\n]|[.,](?!\d)|\s-\s/gu;

/** The clauses of a text, cut at marks and at words like 'but' and 'which'. */
export function clausesOf(text: string, lexicon: Lexicon): Clause[] {
  return cutWords(text, lexicon).map((clause) => toClause(text, clause, lexicon));
}

function cutWords(text: string, lexicon: Lexicon): Word[][] {
  const words = wordsOf(text, lexicon);
  const cuts = [...text.matchAll(MARKS)].map(({ index }) => index);
  const clauses: Word[][] = [[]];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const isCut = before && cuts.some((cut) => cut >= before.end - 1 && cut < word.start);
    if (isCut || (lexicon.clauseStarts.has(word.folded) && !lexicon.isUnspaced)) clauses.push([]);
    clauses.at(-1)?.push(word);
  }
  return clauses.filter((clause) => clause.length > 0);
}

function toClause(text: string, words: Word[], lexicon: Lexicon): Clause {
  const [first, last] = [words[0], words.at(-1)];
  const own = first && last ? text.slice(first.start, last.end) : '';
  return { words, isNegated: lexicon.isUnspaced ? hasNegationIn(own, lexicon) : hasNegation(words, lexicon) };
}

/** French `ne … que` says only. */
const isOnly = (words: readonly Word[], { code }: Lexicon): boolean =>
  code === 'fr' &&
  words.some(({ folded }) => ['ne', 'n'].includes(folded)) &&
  words.some(({ folded }) => ['que', 'qu'].includes(folded)) &&
  !words.some(({ folded }) => ['pas', 'jamais', 'aucun', 'aucune', 'rien', 'personne', 'ni'].includes(folded));

const hasNegation = (words: readonly Word[], lexicon: Lexicon): boolean =>
  words.some(({ folded }) => lexicon.negations.has(folded)) && !isOnly(words, lexicon);

function hasNegationIn(text: string, { code, negations, affirmations }: Lexicon): boolean {
  let rest = text;
  for (const phrase of affirmations) rest = rest.replaceAll(phrase, '　');
  if (code === 'ja')
    return /ない|なかった|ません|ずに|(?<=\p{Script=Hiragana}|\p{Script=Han})ず(?!つ)|ではなく|なく(?!な)|なし/u.test(
      rest,
    );
  return [...negations].some((word) => rest.includes(word));
}
