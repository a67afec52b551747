import { foldText } from '../text/fold-text.js';
import { isUnspaced } from '../text/unspaced.js';
import type { GuideLanguage } from './guide-language.js';
import type { Statement } from './statements.js';
import { wordsOf } from './words.js';

/** A term with the statement that defines it. */
export interface DefinedTerm<T extends Statement> {
  term: string;
  statement: T;
}

/** What a statement begins with and says something of. */
interface Subject {
  term: string;
  /** Whether it says what that is, and not only something about it. */
  isDefined: boolean;
}

/** Words and characters of a term at most. */
const MAX_TERM = { words: 4, characters: 60, unspaced: 12 };

/** Letters of prepositions and the like. */
const MAX_SMALL_WORD = 3;

/** `Term: what it is`, `Term – what it is`. */
const NOTE = /^([^:：–—]{2,60}?)\s*(?:[:：]\s*|\s[–—-]\s)(?=\S)/u;

/**
 * Key terms, each with the first statement that defines it: one that begins with the term and goes on with what stands
 * before definitions in the language, a note `Term: what it is`, or one that begins with a heading's words. The more
 * statements speak of a term the more it counts; one that is a heading counts double, and so does a definition that
 * says what it is. A term of which only one statement says something, and that no definition, is none.
 * @returns at most `max`, in the order of their definitions
 */
export function keyTerms<T extends Statement>(
  statements: readonly T[],
  { headings, language, max }: { headings: readonly string[]; language: GuideLanguage | undefined; max: number },
): DefinedTerm<T>[] {
  const titles = new Map(
    headings.flatMap((heading) =>
      [heading, asTerm(heading, language) ?? heading].map((key) => [foldText(key), heading]),
    ),
  );
  const found = new Map<string, Subject & { statement: T; at: number }>();
  for (const [at, statement] of statements.entries()) {
    const subject = subjectOf(statement, language) ?? titleOf(statement, titles, language);
    const key = subject && foldText(subject.term);
    if (!key || found.get(key)?.isDefined || (found.has(key) && !subject.isDefined)) continue;
    found.set(key, { ...subject, statement, at });
  }
  const counts = countWords(statements);
  const mentions = (key: string) => Math.min(...wordsOf(key).map((word) => counts.get(word) ?? 0));
  return [...found.entries()]
    .map(([key, one]) => ({
      ...one,
      merit: mentions(key) * (titles.has(key) ? 2 : 1) * (one.isDefined ? 2 : 1),
    }))
    .filter(({ merit }) => merit > 1)
    .sort((a, b) => b.merit - a.merit || a.at - b.at)
    .slice(0, max)
    .sort((a, b) => a.at - b.at)
    .map(({ term, statement }) => ({ term, statement }));
}

function subjectOf(statement: Statement, language: GuideLanguage | undefined): Subject | undefined {
  const { text, isWhole, refersBack } = statement;
  if (refersBack) return undefined;
  const note = NOTE.exec(text)?.[1];
  const noted = note && asTerm(note, language);
  if (noted) return { term: noted, isDefined: true };
  return isWhole && language ? beforeDefinition(text, language) : undefined;
}

/** What stands before the first word that begins a definition. */
function beforeDefinition(text: string, language: GuideLanguage): Subject | undefined {
  let first: { before: string; after: string; word: string } | undefined;
  for (const word of language.defines) {
    const mark = isUnspaced(word) ? word : ` ${word} `;
    const at = text.indexOf(mark);
    if (at <= 0 || (first && first.before.length <= at)) continue;
    first = { before: text.slice(0, at), after: text.slice(at + mark.length), word };
  }
  const term = first && asTerm(first.before, language);
  if (!first || !term) return undefined;
  const [next = ''] = wordsOf(first.after.slice(0, MAX_TERM.characters));
  const isDefined = language.articles.size === 0 || language.articles.has(next) || first.word.includes(' ');
  // 'The reason is that ...' defines nothing.
  return !isDefined && language.vocabulary.has(next) ? undefined : { term, isDefined };
}

/** In languages whose verb comes last, what a sentence speaks of stands first, with no mark behind it. */
function titleOf(
  { text, refersBack, isWhole }: Statement,
  titles: ReadonlyMap<string, string>,
  language: GuideLanguage | undefined,
): Subject | undefined {
  if (refersBack || !isWhole) return undefined;
  const beginning = text.split(' ').slice(0, MAX_TERM.words);
  for (const length of beginning.keys()) {
    const title = titles.get(foldText(beginning.slice(0, length + 1).join(' ')));
    const term = title && asTerm(title, language);
    if (term) return { term, isDefined: false };
  }
  return undefined;
}

function asTerm(text: string, language: GuideLanguage | undefined): string | undefined {
  const plain = text.replace(/\s*[（(][^()（）]*[)）]\s*$/u, '').replace(/^[\s*_"'“„«「]+|[\s*_"'”“»」,،、，]+$/gu, '');
  // An article may be joined to its word: l'osmose.
  const [, first = '', rest = ''] = /^([^\s'’]+)(?:\s+|['’])(.*)$/u.exec(plain) ?? [];
  const term = language?.articles.has(foldText(first)) ? rest : plain;
  const limit = isUnspaced(term) ? MAX_TERM.unspaced : MAX_TERM.characters;
  if (term.length < 2 || term.length > limit || term.split(' ').length > MAX_TERM.words) return undefined;
  if (/[,;.!?|"“”«»、，。]/u.test(term) || !/\p{L}{2}/u.test(term)) return undefined;
  const own = wordsOf(term);
  // Words that every text has, as in 'one of them', name nothing.
  const isCommon = (word: string) => language?.vocabulary.has(word) || language?.back.has(word);
  if (own.length === 0 || own.every(isCommon) || own.some((word) => language?.back.has(word))) return undefined;
  // 'In the 1780s France': what begins so says when or where.
  const [beginning = ''] = own;
  if (own.length > 1 && beginning.length <= MAX_SMALL_WORD && isCommon(beginning)) return undefined;
  return term;
}

/** In how many statements each word stands. */
function countWords(statements: readonly Statement[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of statements) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
