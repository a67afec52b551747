import { align, type Gap } from './alignment.js';
import { COPIED } from './bounds.js';
import { hasWord } from './matching.js';
import type { Places, ReadText } from './read-text.js';
import type { SupportIssue } from './support.js';
import { isSameWord, type Word } from './words.js';

export interface WordMatch {
  /** Share of the content words that stand in the quotes or around them; 1 where there are none. */
  covered: number;
  /** What cannot be right. */
  wrong: SupportIssue | undefined;
  /** What repeats the quotes but for a word or two, which stand for something else as often as for the same. */
  changed: SupportIssue | undefined;
}

/** Holds the words of a sentence against those of its quotes, in the same language. */
export function matchWords(claim: ReadText, { quote, around, context }: Places): WordMatch {
  const { content, words } = claim;
  const missing = content.filter((word) => !hasWord(word, around) && !hasWord(word, context));
  const { common, gaps } = align(words, quote.words, (a, b) => isSameWord(a.folded, b.folded));
  const isCopied = common >= COPIED * words.length;
  const [changed] = isCopied ? [...missing, ...broughtIn(claim, quote, gaps)] : [];
  return {
    covered: content.length === 0 ? 1 : (content.length - missing.length) / content.length,
    wrong: findName(missing, around) ?? findOpposite(claim, quote, gaps),
    changed: changed && { kind: 'words', text: changed.text },
  };
}

/** Words from around the quote, in the place of others that the sentence has nowhere. */
const broughtIn = ({ content, ...claim }: ReadText, quote: ReadText, gaps: readonly Gap<Word>[]): Word[] =>
  gaps.flatMap(({ said, stated }) => {
    const lost = stated.filter(
      (word) => quote.content.some(({ start }) => start === word.start) && !hasWord(word, claim),
    );
    const foreign = said.filter((word) => content.some(({ start }) => start === word.start) && !hasWord(word, quote));
    return lost.length > 0 ? foreign : [];
  });

/** A name stands there or nowhere; formulas have other spellings, and German writes every noun with a capital. */
function findName(missing: readonly Word[], { words, lexicon }: ReadText): SupportIssue | undefined {
  if (lexicon.code === 'de') return undefined;
  const name = missing.find(
    ({ isCapital, text, folded }) =>
      isCapital && !/\d/.test(text) && !words.some((other) => rootOf(folded) === rootOf(other.folded)),
  );
  return name && { kind: 'name', text: name.text };
}

/** `Alps` and `Alpine`. */
const rootOf = (name: string): string => name.replace(/(?<=.{3})(?:ine|ian|ean|ish|ese|ans?|s|e|y|ia|i)$/, '');

/** A word in whose place the quote has its opposite; comparisons turn things in two ways, and are looked at apart. */
function findOpposite(claim: ReadText, quote: ReadText, gaps: readonly Gap<Word>[]): SupportIssue | undefined {
  const { antonyms, than } = claim.lexicon;
  if ([claim, quote].every(({ words }) => words.some(({ folded }) => than.has(folded)))) return undefined;
  const turned = gaps.flatMap(({ said, stated }) =>
    said.filter((word) => stated.some(({ folded }) => antonyms.get(word.folded)?.has(folded))),
  )[0];
  return turned && { kind: 'comparison', text: turned.text };
}
