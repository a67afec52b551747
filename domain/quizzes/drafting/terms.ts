import { escapePattern } from '../../../lib/escape-pattern.js';
import { keyTerms } from '../../guides/key-terms.js';
import { foldText } from '../../text/fold-text.js';
import { searchWords } from '../../text/search-words.js';
import { phrasePattern, phrasesIn, spelledPattern } from '../checks/phrases.js';
import type { Source, SourceSentence } from './source.js';

/** A term of a source, with the sentence that introduces it. */
export interface SourceTerm {
  /** As it stands in that sentence. */
  term: string;
  folded: string;
  sentence: SourceSentence;
  /** Its offset there. */
  at: number;
  /** By what it was found: 'named' is the surest. */
  found: 'named' | 'marked' | 'defined';
  /** The sentences that have it in any form. */
  mentions: ReadonlySet<SourceSentence>;
  /** Whether others are of its kind: `a small organelle`, `organelles such as`. */
  isKind: boolean;
  /** The label of an item of a list: its heading is the list's. */
  isLabel: boolean;
  /** Whether the source has it behind 'a', and without any article. */
  isCounted: boolean;
  isBare: boolean;
  /** Whether it is no name of somebody: the source has it without a capital, or in capitals, or names it a term. */
  isCommon: boolean;
  /** Terms of one shape may stand in each other's place: number, article, kind of word. */
  shape: string;
}

const MAX_TERMS = 80;
const MAX_WORDS = 3;
/** Letters at least. */
const MIN_LETTERS = 3;

/** The terms that a source introduces, each once, in their order. */
export function termsOf(source: Source): SourceTerm[] {
  const found = [...namedTerms(source), ...markedTerms(source), ...definedTerms(source)];
  const terms = new Map<string, SourceTerm>();
  for (const one of found) if (isTerm(one.term, source) && !terms.has(keyOf(one.term))) terms.set(keyOf(one.term), one);
  const places = new Map(source.sentences.map((sentence, at) => [sentence, at]));
  return [...terms.values()].toSorted((a, b) => (places.get(a.sentence) ?? 0) - (places.get(b.sentence) ?? 0));
}

/** One for all forms of a term. */
const keyOf = (term: string): string => searchWords(term).join(' ');

function isTerm(term: string, { language, lexicon, wording }: Source): boolean {
  const words = foldText(term).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length === 0 || words.length > MAX_WORDS || !/^[\p{L}][\p{L}\p{M}\p{N} '’-]+$/u.test(term)) return false;
  if (!words.some((word) => [...word].length >= MIN_LETTERS)) return false;
  const isCommon = (word: string) => lexicon.functionWords.has(word) || lexicon.negations.has(word);
  const [first = ''] = words;
  if (lexicon.numbers.has(first)) return false;
  if (words.some(isCommon) || (wording.manner !== '' && words.length === 1 && first.endsWith(wording.manner)))
    return false;
  const others = [wording.starts, wording.quantifiers, ...(words.length === 1 ? [wording.noTerms] : [])];
  if (others.some((list) => phrasesIn(first, list).length > 0)) return false;
  const { factors, ordinals, numbers } = lexicon;
  return !words.every((word) => [language.vocabulary, factors, ordinals, numbers].some((known) => known.has(word)));
}

/** `is called osmosis`, `known as the X`: up to the next mark, or a word of grammar. */
function namedTerms(source: Source): SourceTerm[] {
  const articles = [...source.language.articles].join('|');
  const pattern = new RegExp(
    `(?<!\\p{L})(?:${spelledPattern(source.wording.named)})\\s+(?:(?:${articles})\\s+)?([\\p{L}][\\p{L}\\p{M}’'-]*(?:\\s[\\p{L}][\\p{L}\\p{M}-]*){0,2})(?=[.,;)]|$)`,
    'giu',
  );
  return source.sentences.flatMap((sentence) =>
    [...sentence.text.matchAll(pattern)].flatMap((match) => {
      const term = match[1] ?? '';
      return termAt(term, match.index + match[0].length - term.length, sentence, 'named', source);
    }),
  );
}

function markedTerms(source: Source): SourceTerm[] {
  return source.marked.flatMap((term) => {
    const sentence = source.sentences.find(({ text }) => placeOf(term, text) >= 0);
    return sentence ? termAt(term, placeOf(term, sentence.text), sentence, 'marked', source) : [];
  });
}

function definedTerms(source: Source): SourceTerm[] {
  const headings = source.sentences.map(({ heading }) => heading);
  const found = keyTerms(source.sentences, { headings, language: source.language, max: MAX_TERMS });
  return found.flatMap(({ term, statement }) => {
    const at = placeOf(term, statement.text);
    if (at < 0 || !isEstablished(term, statement, at, source)) return [];
    return termAt(term, at, statement, 'defined', source);
  });
}

/** Labels of one list from which on these are terms. */
const MIN_LABELS = 3;

/** A term that a sentence begins with is one where the source has it again, or where its list has more of its kind. */
function isEstablished(
  term: string,
  sentence: SourceSentence,
  at: number,
  { sentences, lexicon, code }: Source,
): boolean {
  const isLabel = /^\s*[:–—]/u.test(sentence.text.slice(at + term.length));
  if (isLabel) {
    // 'Point 2', and not vitamin D.
    if (/ \d+$/u.test(term)) return false;
    if (code !== 'de' && isTitle(sentence.text.slice(at + term.length))) return false;
    const labels = sentences.filter(
      ({ heading, text }) => heading === sentence.heading && /^[\p{L}][^:–—.]{1,40}\s?[:–—]\s/u.test(text),
    );
    return labels.length >= MIN_LABELS;
  }
  const words = foldText(term).split(' ');
  if (words.some((word) => lexicon.functionWords.has(word))) return false;
  return mentionsOf(foldText(term), { sentences }).size >= 2;
}

/** Whether most long words of a text have a capital: `Injustices: The Supreme Court's History of ...` is a book. */
function isTitle(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length > 0 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length / 2;
}

/** Where a term stands in a text as whole words; -1 where it does not. */
export function placeOf(term: string, text: string): number {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + term.length)];
    if (!/[\p{L}\p{M}\p{N}-]/u.test(before) && !/[\p{L}\p{M}\p{N}-]/u.test(after)) return at;
  }
  return -1;
}

function termAt(
  term: string,
  at: number,
  sentence: SourceSentence,
  found: SourceTerm['found'],
  source: Source,
): SourceTerm[] {
  const isLabel = at === 0 && LABEL_END.test(sentence.text.slice(term.length));
  const places = { isCounted: false, isBare: isLabel };
  const mentions = mentionsOf(foldText(term), source);
  for (const { folded } of mentions) {
    const before = folded.slice(0, placeOfForm(foldText(term), folded));
    const [word = ''] = before.match(/[\p{L}'’]+(?=\s*$)/u) ?? [];
    places.isCounted ||= ['a', 'an'].includes(word);
    places.isBare ||= !source.language.articles.has(word) && !DETERMINERS.has(word);
  }
  const shape = shapeOf(term, at, sentence, source);
  return [
    {
      term,
      folded: foldText(term),
      sentence,
      at,
      found,
      mentions,
      // `is called osmosis` tells of no others.
      isKind: isKind(foldText(term), found === 'named' ? without(sentence, mentions) : mentions, source),
      isLabel,
      ...places,
      isCommon: found !== 'defined' || isLabel || isCommonNoun(term, mentions, source),
      shape,
    },
  ];
}

const isCommonNoun = (term: string, mentions: Iterable<SourceSentence>, { code }: Source): boolean =>
  code === 'de' ||
  !/^\p{Lu}\p{Ll}/u.test(term) ||
  [...mentions].some(({ text }) =>
    text.includes(term.charAt(0).toLowerCase() + term.slice(1, Math.max(term.length - 1, 3))),
  );

function isKind(term: string, mentions: Iterable<SourceSentence>, { language, wording }: Source): boolean {
  const own = `${escapePattern(term.slice(0, Math.max(term.length - 1, 3)))}\\p{L}{0,3}`;
  const defines = phrasePattern(language.defines.join('|'));
  const kind = new RegExp(
    `(?<!\\p{L})(?:(?:${defines}) (?:an? |one of (?:the )?)?(?:[\\p{L}-]+ ){0,3}${own}(?= that| which|,|\\.| of| in| with)|other ${own}|${own},? (?:${phrasePattern(`${wording.named}|such as|including`)}))(?!\\p{L})`,
    'u',
  );
  return [...mentions].some(({ folded }) => kind.test(folded));
}

/** What stands behind the label of an item. */
const LABEL_END = /^[^:–—.]{0,30}[:–—]/u;
const DETERMINERS = new Set(['each', 'every', 'this', 'that', 'one', 'no', 'its', 'their', 'another', 'any', 'which']);

/**
 * Whether what follows a term says what it is: `is a`, `refers to`.
 * @param only articles, parted by `|`, where not any will do
 */
export function isDefinedBy(after: string, { defines, articles }: Source['language'], only?: string): boolean {
  const folded = foldText(after);
  const wanted = only === undefined ? articles : new Set(only.split('|'));
  return defines.some((word) => {
    if (!folded.startsWith(` ${foldText(word)} `)) return false;
    const [next = ''] = /^[\p{L}]+/u.exec(folded.slice(word.length + 2)) ?? [];
    return wanted.has(next) || (only === undefined && word.includes(' '));
  });
}

/** Terms by how near they are introduced to another. */
export function byDistance(terms: readonly SourceTerm[], term: SourceTerm, { sentences }: Source): SourceTerm[] {
  const place = sentences.indexOf(term.sentence);
  const distance = (one: SourceTerm) => Math.abs(sentences.indexOf(one.sentence) - place);
  return terms.toSorted((a, b) => distance(a) - distance(b));
}

function shapeOf(
  term: string,
  at: number,
  { text }: SourceSentence,
  { wording, language, code, names }: Source,
): string {
  const last = foldText(term).split(' ').at(-1) ?? '';
  const isPlural = new RegExp(`${wording.plural}$`, 'u').test(last);
  const isDescribing = new RegExp(`.{3}(?:${wording.describing})$`, 'u').test(last);
  const isName = /^\p{Lu}/u.test(term) && code !== 'de' && (at > 0 || names.has(foldText(term).split(' ')[0] ?? ''));
  const [word = ''] = foldText(text.slice(0, at)).match(/[\p{L}'’]+(?=\s*$)/u) ?? [];
  const article = language.articles.has(word) ? word : '';
  // English articles tell nothing of a noun but its number.
  const grammar = code === 'en' ? '' : article;
  const kind = isDescribing ? (term.includes(' ') ? 'thing' : 'how') : 'thing';
  return [isPlural ? 'many' : 'one', kind, isName ? 'name' : '', grammar].join('/');
}

/** Letters of a word by which two terms may be one. */
const SHARED_LETTERS = 4;

/**
 * Whether one term may be right where another is: they name one thing, one is a kind of the other, or one has all words
 * of the other. Told by sentences that have both.
 */
export function mayBeOne(one: SourceTerm, other: SourceTerm, source: Source): boolean {
  const [a, b] = [one, other].map(({ folded }) =>
    folded.split(/[\s-]+/u).filter((word) => word.length >= SHARED_LETTERS),
  );
  if (!a || !b || areRelated(a, b)) return true;
  const definition = new RegExp(
    `^\\S+(?:\\s\\S+){0,2}\\s(?:${phrasePattern(source.language.defines.join('|'))})\\s`,
    'u',
  );
  return [...one.mentions].some((sentence) => {
    if (!other.mentions.has(sentence)) return false;
    const places = [one, other].map((term) => placeOfForm(term.folded, sentence.folded));
    const between = sentence.folded.slice(Math.min(...places), Math.max(...places));
    return definition.test(between) || phrasesIn(between, source.wording.sameAs).length > 0;
  });
}

/** Letters at the beginning of words that are of one origin: pylorus and pyloric. */
const SAME_ORIGIN = 5;

/** By their words: one has all of the other's, they differ in their last, one is made of the other, or of one origin. */
function areRelated(a: readonly string[], b: readonly string[]): boolean {
  if (a.every((word) => hasForm(b, word)) || b.every((word) => hasForm(a, word))) return true;
  // 'chamber therapy' and 'chamber treatment' are one as often as not, and skeletal muscle is a muscle tissue.
  const isSameButLast = a.length > 1 && a.length === b.length && a.slice(0, -1).join() === b.slice(0, -1).join();
  if (isSameButLast || a.at(-1) === b[0] || b.at(-1) === a[0]) return true;
  return a.some((word) =>
    b.some((other) => word !== other && word.slice(0, SAME_ORIGIN) === other.slice(0, SAME_ORIGIN)),
  );
}

const hasForm = (words: readonly string[], word: string): boolean =>
  words.some((other) => other.startsWith(word.slice(0, -1)) || word.startsWith(other.slice(0, -1)));

/** Where a folded text has a folded term, in any ending; -1 where it has none. */
function placeOfForm(term: string, text: string): number {
  const stem = term.slice(0, Math.max(term.length - 1, 3));
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return at;
  return -1;
}

const without = (sentence: SourceSentence, mentions: Iterable<SourceSentence>): SourceSentence[] =>
  [...mentions].filter((one) => one !== sentence);

const mentionsOf = (folded: string, { sentences }: Pick<Source, 'sentences'>): ReadonlySet<SourceSentence> =>
  new Set(sentences.filter((sentence) => placeOfForm(folded, sentence.folded) >= 0));
