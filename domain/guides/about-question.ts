import { foldText } from '../text/fold-text.js';
import { isTypoOf } from '../text/typos.js';
import { isUnspaced } from '../text/unspaced.js';
import { parseCjkNumeral } from '../tutor/support/cjk-numerals.js';
import { ABOUT_KINDS, type AboutKind, type GuideLanguage } from './guide-language.js';
import { wordsOf } from './words.js';

/** A part of a document that a question names by its number. */
export interface NumberedPlace {
  number: number;
  isPage: boolean;
}

/** What the words of a question tell, in the language they fit best. */
export interface AboutReading {
  language: GuideLanguage;
  /** Words that no question about a whole has: what it asks of in particular. */
  topic: string[];
  /** Whether it has a word that only such questions have. */
  hasKey: boolean;
  /** Whether it speaks of a document. */
  hasWhole: boolean;
  /** Whether it names a kind of part, such as a chapter. */
  hasPlace: boolean;
  place: NumberedPlace | undefined;
}

/** Longer questions, and those with more words of their own, ask for more than what a whole is about. */
const MAX_CHARACTERS = 300;
const MAX_TOPIC_WORDS = 4;

/** Letters of a key that makes every word known which begins with it; `main` is no part of `maintenance`. */
const MIN_KEY = 5;

/** Reads a question as one about a whole material or a part of it; undefined where it cannot be one. */
export function readAboutQuestion(question: string, languages: readonly GuideLanguage[]): AboutReading | undefined {
  if (question.length > MAX_CHARACTERS) return undefined;
  const words = wordsOf(question);
  if (words.length === 0) return undefined;
  const readings = languages.map((language) => readIn(language, question));
  const best = readings.reduce<AboutReading | undefined>(
    (top, one) => (top === undefined || fits(one) > fits(top) ? one : top),
    undefined,
  );
  return best && best.topic.length <= MAX_TOPIC_WORDS ? best : undefined;
}

const fits = ({ topic, hasKey, hasPlace }: AboutReading): number =>
  (hasKey ? 0.5 : 0) + (hasPlace ? 0.25 : 0) - topic.length;

function readIn(language: GuideLanguage, question: string): AboutReading {
  const { vocabulary, wholes, keys, places, pages } = language;
  const folded = foldText(question);
  const isPlace = (word: string) => places.has(word) || pages.has(word);
  const attached = attachedPlaceIn(language, question);
  // Of such a place the segmenter makes one word, which is no topic.
  const words = wordsOf(attached ? `${question.slice(0, attached.start)} ${question.slice(attached.end)}` : question);
  const place = attached ?? placeIn(language, words);
  const known = (word: string) =>
    vocabulary.has(word) || isPlace(word) || (place !== undefined && numberOf(word, language) === place.number);
  const isKey = (word: string) => keys.some((key) => key.length >= MIN_KEY && word.startsWith(key));
  const topic = words.filter((word) => !known(word) && !isKey(word) && !isTypo(word, vocabulary));
  return {
    language,
    topic: [...new Set(topic)],
    hasKey: keys.some((key) => hasBeginning(folded, key)),
    hasWhole: wholes.some((whole) => (isUnspaced(whole) ? folded.includes(whole) : words.includes(whole))),
    hasPlace: place !== undefined || words.some((word) => isPlace(word) || endsWithPlace(word, language)),
    place: place && { number: place.number, isPage: place.isPage },
  };
}

/** Words of scripts without spaces may begin anywhere. */
const hasBeginning = (folded: string, key: string): boolean => {
  for (let at = folded.indexOf(key); at >= 0; at = folded.indexOf(key, at + 1)) {
    if (isUnspaced(key) || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? ' ')) return true;
  }
  return false;
};

const isTypo = (word: string, vocabulary: ReadonlySet<string>): boolean =>
  [...vocabulary].some((known) => isTypoOf(known, word));

/** 这一节: a known word that ends in a word for a part. */
const endsWithPlace = (word: string, { vocabulary, attached }: GuideLanguage): boolean =>
  vocabulary.has(word) && attached.some((place) => word.endsWith(foldText(place)));

const CJK_FIGURES = '〇零一二两兩三四五六七八九十百千';
const CJK_NUMERAL = new RegExp(`^[${CJK_FIGURES}]+$`, 'u');

/** A part that is named by a number in scripts without spaces, and where: 第3章, 第十二章. */
export function attachedPlaceIn(
  { attached, ...language }: GuideLanguage,
  text: string,
): (NumberedPlace & { start: number; end: number }) | undefined {
  if (attached.length === 0) return undefined;
  // What stands for twenty and thirty in one sign is not read, and begins another number.
  const figures = `(?<![\\p{Nd}${CJK_FIGURES}廿卅])(\\p{Nd}{1,4}|[${CJK_FIGURES}]+)`;
  const match = new RegExp(`第?${figures}(${attached.join('|')})`, 'u').exec(text);
  const [whole = '', figure = '', place = ''] = match ?? [];
  const number = numberOf(foldText(figure), { attached, ...language });
  if (!match || number === undefined) return undefined;
  const isPage = language.pages.has(foldText(place));
  // 三百页 are 300 pages, and 第三百页 is page 300.
  if (isPage && CJK_NUMERAL.test(figure) && !whole.startsWith('第')) return undefined;
  return { number, isPage, start: match.index, end: match.index + whole.length };
}

/** A number beside a word for a part: chapter 3, the third chapter, 第 3 章. */
function placeIn(language: GuideLanguage, words: readonly string[]): NumberedPlace | undefined {
  for (const [at, word] of words.entries()) {
    const isPage = language.pages.has(word);
    if (!isPage && !language.places.has(word)) continue;
    for (const beside of [words[at + 1], words[at - 1]]) {
      const number = beside === undefined ? undefined : numberOf(beside, language);
      if (number !== undefined) return { number, isPage };
    }
  }
  return undefined;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** The number that a folded word says: in figures of any script, in Roman or Chinese ones, or in words up to ten. */
export function numberOf(word: string, language: GuideLanguage): number | undefined {
  if (/^\p{Nd}{1,4}$/u.test(word)) return Number([...word].map(figureOf).join(''));
  const roman = ROMAN.indexOf(word);
  if (roman >= 0) return roman + 1;
  if (CJK_NUMERAL.test(word)) return parseCjkNumeral(word);
  const named = language.numbers.findIndex((names) => names.has(word));
  return named >= 0 ? named + 1 : undefined;
}

/** Figures of a script stand in a row of ten, the first of which no figure comes before. */
function figureOf(figure: string): number {
  const code = figure.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}

/** How near a question comes to the examples of what is asked about a whole. */
export interface AboutLikeness {
  kind: AboutKind;
  /** Cosine of the vectors of the encoder. */
  likeness: number;
}

/** The kind whose examples share the most words with a question: where no encoder is there. */
export function kindByWords(question: string, { questions }: GuideLanguage): AboutKind {
  const words = new Set(wordsOf(question));
  const shared = (example: string) => {
    const own = new Set(wordsOf(example));
    return [...own].filter((word) => words.has(word)).length / Math.max(1, own.size);
  };
  const scored = ABOUT_KINDS.map((kind) => ({ kind, score: Math.max(...questions[kind].map(shared)) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).kind;
}

/**
 * Likeness at which a question of common words only is about the whole, and at which one with unknown words is. Of 60
 * such questions in ten languages that are no examples the least had .863; of 160 others the most had .895, without a
 * common one above .869. multilingual-e5-small, November 2026.
 */
const MIN_LIKENESS = { plain: 0.855, strange: 0.9 };

/** Whether it is worth a look at guides whether a question is about them: most others say so by their words. */
export const mayBeAbout = ({ topic, hasKey, hasPlace, hasWhole }: AboutReading): boolean =>
  topic.length === 0 || hasKey || hasPlace || hasWhole;

/** What a question's topic words are to the materials in its scope. */
export type TopicFit = 'none' | 'named' | 'strange' | 'spoken-of';

/**
 * Whether a question is about a whole material, or a part that it names, and how sure that is (0 to 1).
 * @param fit `none`: it has no topic; `named`: a heading or title; `strange`: words that no material has, as of a
 * wording that is not known; `spoken-of`: something else that is in a material, which is searched for as usual
 * @param likeness undefined where no encoder is there
 */
export function aboutConfidence(
  { hasKey, hasPlace, place }: AboutReading,
  { fit, likeness, isInThread }: { fit: TopicFit; likeness: number | undefined; isInThread: boolean },
): number | undefined {
  if (fit === 'spoken-of') return undefined;
  if (fit === 'named') return hasKey || hasPlace ? 0.9 : undefined;
  if (place !== undefined && fit === 'none') return 0.9;
  if (fit === 'none' && hasKey) return 0.95;
  // In a thread 'explain it again' speaks of what was said before.
  const least = fit === 'none' && !isInThread ? MIN_LIKENESS.plain : MIN_LIKENESS.strange;
  if (likeness === undefined || likeness < least) return undefined;
  return Math.min(0.95, 0.8 + 2 * (likeness - MIN_LIKENESS.plain));
}
