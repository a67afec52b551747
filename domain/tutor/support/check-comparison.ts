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
/** Words before 'than' in Japanese that are what is compared with, at most. */
const MAX_OBJECT = 4;
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
    if (!isThan(word, lexicon)) continue;
    const clause = clauses.find((one) => one.words.some(({ start }) => start === word.start));
    const own = words.filter(({ start }) => clause?.words.some((one) => one.start === start));
    const object = objectOf(word, own, content, lexicon, text);
    const found = lexicon.isUnspaced
      ? comparativeAfter(words, object, content, at, lexicon)
      : comparativeBefore(words, at, lexicon);
    if (object.length === 0 || !found) continue;
    const rest = content.filter((one) => !object.includes(one) && one.folded !== found.by);
    return { object, rest, ...found };
  }
  return undefined;
}

/** 'than', and 'more than', which is one word since it may also say about. */
function isThan({ folded }: Word, lexicon: Lexicon): boolean {
  const [sign = '', than = '', ...more] = folded.split('_');
  if (lexicon.than.has(folded)) return true;
  return more.length === 0 && lexicon.than.has(than) && signOf(sign, lexicon) !== undefined;
}

function objectOf(
  than: Word,
  clause: readonly Word[],
  content: readonly Word[],
  { code, numbers, ordinals, factors }: Lexicon,
  text: string,
): Word[] {
  const own = content.filter(({ start }) => clause.some((word) => word.start === start));
  if (code === 'ja')
    return own
      .filter(({ end }) => end <= than.start && !/[はがを、]/u.test(text.slice(end, than.start)))
      .slice(-MAX_OBJECT);
  const after = own.filter(({ start }) => start >= than.end);
  // 'more than 200' and 'more than a third' are no comparisons.
  const [next, second] = clause.filter(({ start }) => start >= than.end);
  const isOne = next?.folded === 'a' || numbers.get(next?.folded ?? '') === 1;
  const first = (isOne ? second : next)?.folded ?? '';
  if (/^\p{N}/u.test(first) || [numbers, ordinals, factors].some((known) => known.has(first))) return [];
  return code === 'zh' ? after.slice(0, 1) : after;
}

type Comparative = Pick<Comparison, 'by' | 'isLess'>;

function comparativeAfter(
  words: readonly Word[],
  object: readonly Word[],
  content: readonly Word[],
  at: number,
  { code, less }: Lexicon,
): Comparative {
  const near = words.slice(at + 1, at + MAX_DISTANCE).filter((word) => !object.includes(word));
  const after = content.filter((word) => near.includes(word));
  const by = code === 'ja' ? after.at(-1) : after[0];
  const isLess = near.some((word) => word !== by && [...less].some((sign) => word.folded.startsWith(sign)));
  return { by: by?.folded ?? '', isLess };
}

/** The nearest comparative before 'than'; 'exceeds' is one itself. */
function comparativeBefore(words: readonly Word[], at: number, lexicon: Lexicon): Comparative | undefined {
  const than = words[at]?.folded ?? '';
  if (/^(?:exceed|outnumber)/.test(than)) return { by: than, isLess: false };
  const end = lexicon.than.has(than) ? at : at + 1;
  const before = words.slice(Math.max(at - MAX_DISTANCE, 0), end).map(({ folded }) => folded);
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
