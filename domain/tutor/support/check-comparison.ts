import type { Lexicon } from './lexicon.js';
import type { ReadText } from './read-text.js';
import type { SupportIssue } from './support-issue.js';
import { isSameWord, type Word } from './words.js';

/** What something is compared with, and which way. */
interface Comparison {
  /** The words after 'than'. */
  object: Word[];
  /** The other content words of the text. */
  rest: Word[];
  isLess: boolean;
}

/** Words between the comparative and 'than' at most. */
const MAX_DISTANCE = 8;

/**
 * Whether a sentence compares the same things the same way round: what is said of the one in the quote is not said of
 * the other. Two turns, of the things and of the word ('more', 'less'), make none.
 */
export function checkComparison(claim: ReadText, around: ReadText): SupportIssue | undefined {
  const stated = comparisonOf(around);
  if (!stated) return undefined;
  const said = comparisonOf(claim);
  const isWrong = said ? isOtherWayRound(said, stated) : isSaidOfOther(claim, stated);
  return isWrong ? { kind: 'comparison', text: (said ?? stated).object.map(({ text }) => text).join(' ') } : undefined;
}

const has = (words: readonly Word[], word: Word): boolean =>
  words.some(({ folded }) => isSameWord(word.folded, folded));

function isOtherWayRound(said: Comparison, stated: Comparison): boolean {
  const kept = said.object.some((word) => has(stated.object, word) && !has(stated.rest, word));
  const moved =
    stated.object.some((word) => has(said.rest, word) && !has(said.object, word) && !has(stated.rest, word)) ||
    said.object.some((word) => has(stated.rest, word) && !has(stated.object, word) && !has(said.rest, word));
  if (kept === moved) return false;
  return moved === (said.isLess === stated.isLess);
}

/** Says of what was only compared with what was said of the other, which is not named. */
function isSaidOfOther(claim: ReadText, stated: Comparison): boolean {
  const [subject] = claim.content;
  const [first] = stated.rest;
  if (!subject || !first) return false;
  return has(stated.object, subject) && !has(stated.rest, subject) && !has(claim.content, first);
}

function comparisonOf({ words, content, lexicon, clauses, text }: ReadText): Comparison | undefined {
  for (const [at, word] of words.entries()) {
    if (!lexicon.than.has(word.folded)) continue;
    const clause = clauses.find((one) => one.words.some(({ start }) => start === word.start));
    const own = words.filter(({ start }) => clause?.words.some((one) => one.start === start));
    const object = objectOf(word, own, content, lexicon, text);
    const sign = signOf(words, at, lexicon);
    if (object.length === 0 || sign === undefined) continue;
    const rest = content.filter((one) => !object.includes(one));
    return { object, rest, isLess: sign < 0 };
  }
  return undefined;
}

function objectOf(
  than: Word,
  clause: readonly Word[],
  content: readonly Word[],
  { code }: Lexicon,
  text: string,
): Word[] {
  const own = content.filter(({ start }) => clause.some((word) => word.start === start));
  if (code === 'ja')
    return own.filter(({ end }) => end <= than.start && !/[はがを、]/u.test(text.slice(end, than.start))).slice(-2);
  const after = own.filter(({ start }) => start >= than.end);
  const next = clause.find(({ start }) => start >= than.end);
  // 'more than 200' is no comparison.
  if (next && /^[\p{N}]/u.test(text.slice(next.start))) return [];
  return code === 'zh' ? after.slice(0, 1) : after;
}

/** 1 for more, -1 for less, 1 for 'as … as'; nothing where there is no comparison. */
function signOf(words: readonly Word[], at: number, lexicon: Lexicon): number | undefined {
  if (/^(?:exceed|outnumber)/.test(words[at]?.folded ?? '')) return 1;
  if (lexicon.isUnspaced) {
    const near = words.slice(Math.max(at - 2, 0), at + MAX_DISTANCE).map(({ folded }) => folded);
    return near.some((word) => [...lexicon.less].some((less) => word.startsWith(less))) ? -1 : 1;
  }
  for (const word of words.slice(Math.max(at - MAX_DISTANCE, 0), at).toReversed()) {
    const parts = word.folded.split('_');
    if (parts.some((part) => lexicon.less.has(part))) return -1;
    if (parts.some((part) => lexicon.more.has(part))) return 1;
    if (['so', 'ebenso', 'genauso', 'autant', 'aussi', 'tan', 'tanto', 'tao'].includes(word.folded)) return 1;
    if (['en', 'de'].includes(lexicon.code) && /.{2}(?:er|ere|eren)$/.test(word.folded)) return 1;
  }
  return undefined;
}
