import type { Lexicon } from './lexicon.js';
import type { ReadText } from './read-text.js';
import type { SupportIssue } from './support.js';
import { isSameWord, type Word } from './words.js';

/** What something is compared with, by which word, and which way. */
interface Comparison {
  /** The words after 'than'. */
  object: Word[];
  /** The other content words of the text. */
  rest: Word[];
  /** What is compared, folded: 'sensitive' of 'less sensitive', 'faster'; '' of a mere 'more'. */
  by: string;
  isLess: boolean;
}

/** Words between the comparative and 'than' at most. */
const MAX_DISTANCE = 8;
/** Words of 'as … as'. */
const EQUALS = new Set(['so', 'ebenso', 'genauso', 'autant', 'aussi', 'tan', 'tanto', 'tao']);

/**
 * Whether a sentence compares the same things the same way round: what is said of the one in the quote is not said of
 * the other. Two turns, of the things and of the word ('more', 'less'), make none; of two different words of
 * comparison nobody can tell.
 */
export function checkComparison(claim: ReadText, around: ReadText): SupportIssue | undefined {
  const [said, stated] = [comparisonOf(claim), comparisonOf(around)];
  if (!said || !stated || !isOtherWayRound(said, stated, around.lexicon)) return undefined;
  return { kind: 'comparison', text: said.object.map(({ text }) => text).join(' ') };
}

const has = (words: readonly Word[], word: Word): boolean =>
  words.some(({ folded }) => isSameWord(word.folded, folded));

function isOtherWayRound(said: Comparison, stated: Comparison, lexicon: Lexicon): boolean {
  const isTurned = turnOf(said, stated, lexicon);
  if (isTurned === undefined) return false;
  const kept = said.object.some((word) => has(stated.object, word) && !has(stated.rest, word));
  const moved =
    stated.object.some((word) => has(said.rest, word) && !has(said.object, word) && !has(stated.rest, word)) ||
    said.object.some((word) => has(stated.rest, word) && !has(stated.object, word) && !has(said.rest, word));
  return kept !== moved && moved !== isTurned;
}

/** Whether the words of comparison are opposites; undefined where they are of different things. */
function turnOf(said: Comparison, stated: Comparison, { antonyms }: Lexicon): boolean | undefined {
  const isOtherSign = said.isLess !== stated.isLess;
  const isAcross = !sharesScript(said.by, stated.by);
  if (isAcross || said.by === stated.by || isSameWord(said.by, stated.by)) return isOtherSign;
  return antonyms.get(said.by)?.has(stated.by) ? !isOtherSign : undefined;
}

const sharesScript = (a: string, b: string): boolean =>
  /\p{Script=Latin}/u.test(a) === /\p{Script=Latin}/u.test(b) || a === '' || b === '';

function comparisonOf({ words, content, lexicon, clauses, text }: ReadText): Comparison | undefined {
  for (const [at, word] of words.entries()) {
    if (!lexicon.than.has(word.folded)) continue;
    const clause = clauses.find((one) => one.words.some(({ start }) => start === word.start));
    const own = words.filter(({ start }) => clause?.words.some((one) => one.start === start));
    const object = objectOf(word, own, content, lexicon, text);
    const found = lexicon.isUnspaced
      ? comparativeAfter(words, content, at, lexicon)
      : comparativeBefore(words, at, lexicon);
    if (object.length === 0 || !found) continue;
    const rest = content.filter((one) => !object.includes(one) && one.folded !== found.by);
    return { object, rest, ...found };
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

type Comparative = Pick<Comparison, 'by' | 'isLess'>;

function comparativeAfter(
  words: readonly Word[],
  content: readonly Word[],
  at: number,
  { code, less }: Lexicon,
): Comparative {
  const near = words.slice(at + 1, at + MAX_DISTANCE);
  const isLess = near.some(({ folded }) => [...less].some((sign) => folded.startsWith(sign)));
  const after = content.filter((word) => near.includes(word));
  const by = code === 'ja' ? after.at(-1) : after[1];
  return { by: by?.folded ?? '', isLess };
}

/** The nearest comparative before 'than'; 'exceeds' is one itself. */
function comparativeBefore(words: readonly Word[], at: number, lexicon: Lexicon): Comparative | undefined {
  const than = words[at]?.folded ?? '';
  if (/^(?:exceed|outnumber)/.test(than)) return { by: than, isLess: false };
  const before = words.slice(Math.max(at - MAX_DISTANCE, 0), at).map(({ folded }) => folded);
  const n = before.findLastIndex((word) => signOf(word, lexicon) !== undefined);
  const [word, next = ''] = before.slice(n);
  if (n >= 0 && word !== undefined) {
    const isLess = signOf(word, lexicon) === -1;
    return COMPARATIVE.test(word) && lexicon.code !== 'fr' ? { by: word, isLess: false } : { by: next, isLess };
  }
  // 'hotter' is in no list.
  const other = ['en', 'de'].includes(lexicon.code) ? before.findLast((one) => COMPARATIVE.test(one)) : undefined;
  return other === undefined ? undefined : { by: other, isLess: false };
}

/** `faster`, `schneller`: a word that is its own measure; that of 'more' stands behind it. */
const COMPARATIVE = /^(?!weniger|weiter|immer|aber|unter|water|number|other|after).{2,}(?:er|ere|eren)$/;

function signOf(word: string, lexicon: Lexicon): number | undefined {
  const parts = word.split('_');
  if (parts.some((part) => lexicon.less.has(part))) return -1;
  return parts.some((part) => lexicon.more.has(part)) || EQUALS.has(word) ? 1 : undefined;
}
