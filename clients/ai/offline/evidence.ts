import { foldText } from '../../../domain/text/fold-text.js';
import { languageOf } from '../../../domain/text/language.js';
import type { Passage } from '../provider.js';
import type { ParsedQuestion } from './question.js';
import type { Unit } from './units.js';
import { isMisspelled, kinship, wordsOf } from './words.js';

/** A unit with its words. */
export interface Read {
  unit: Unit;
  words: readonly string[];
  /** Of what it stands under, up to the title. */
  context: readonly string[];
  /** Of the two units before it. */
  before: readonly string[];
  /** Its passage is in another language than the question, whose words then tell little. */
  isForeign: boolean;
}

/** Gives the words of units. */
export function readUnits({ language }: ParsedQuestion, units: readonly Unit[], passages: readonly Passage[]): Read[] {
  const foreign = new Set(passages.filter(({ text }) => isOther(language, languageOf(text))).map(({ ref }) => ref));
  const words = new Map(units.map((unit) => [unit, wordsOf(foldText(unit.text))]));
  return units.map((unit) => ({
    unit,
    words: words.get(unit) ?? [],
    isForeign: foreign.has(unit.ref),
    context: wordsOf(foldText(`${unit.path} ${unit.context}`)),
    before: [unit.before, unit.before?.before].flatMap((one) => (one ? (words.get(one) ?? []) : [])),
  }));
}

const isOther = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;

/** A word of a question, with what it tells. */
export interface Weighed {
  word: string;
  /**
   * Its inverse document frequency among the units of the question's language, 0 to 1: 1 for a word that none has. A
   * unit has the words of its headings, too: of notes titled 'Honey bees', all are about them.
   */
  weight: number;
  /** How well each unit has it: itself, in what it stands under, and there or just before; by the units' positions. */
  own: readonly number[];
  context: readonly number[];
  nearby: readonly number[];
}

/** The weight of words together. */
export const weightOf = (words: readonly Weighed[]): number => words.reduce((sum, { weight }) => sum + weight, 0);

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * A question with its typos corrected, as far as the units have the words. Where a word stands in one as it is, it is no
 * typo of another: names in a table often differ in a letter.
 */
export function correctTypos(asked: ParsedQuestion, units: readonly Read[]): ParsedQuestion {
  const known = new Set(units.flatMap((unit) => unit.words));
  const meant = new Map(
    [...asked.words, ...asked.lent].flatMap((word) => {
      const other = known.has(word) ? undefined : [...known].find((one) => isMisspelled(word, one));
      return other === undefined ? [] : [[word, other]];
    }),
  );
  const correct = (words: readonly string[]) => words.map((word) => meant.get(word) ?? word);
  const text = asked.text.replace(WORD, (written) => meant.get(foldText(written)) ?? written);
  return { ...asked, text, words: correct(asked.words), lent: correct(asked.lent) };
}

/** Weighs the words of a question by how few of the units have them. */
export function weigh({ words, lent }: ParsedQuestion, units: readonly Read[]): Weighed[] {
  const count = units.filter(({ isForeign }) => !isForeign).length + 1;
  return [...words, ...lent].map((word, at) => {
    const best = (among: readonly string[]) => among.reduce((most, one) => Math.max(most, kinship(word, one)), 0);
    const own = units.map((unit) => (unit.isForeign ? cognate(word, unit.words) : best(unit.words)));
    const context = units.map((unit) => (unit.isForeign ? cognate(word, unit.context) : best(unit.context)));
    const nearby = units.map((unit, n) => (unit.isForeign ? 0 : Math.max(context[n] ?? 0, best(unit.before))));
    const holding = units.filter(({ isForeign }, n) => !isForeign && (own[n] || context[n])).length;
    const weight = (Math.log(count / (holding + 0.5)) / Math.log(count / 0.5)) * (at < words.length ? 1 : 0.5);
    return { word, weight, own, context, nearby };
  });
}

/** What a word tells that another language has in nearly the same form, such as Mitose and mitosis, and its letters at least. */
const COGNATE = { worth: 0.5, letters: 5, kinship: 0.9 };

const cognate = (word: string, among: readonly string[]): number =>
  word.length >= COGNATE.letters && among.some((one) => kinship(word, one) >= COGNATE.kinship) ? COGNATE.worth : 0;

/** Digits, or the signs that are numbers in Chinese and Japanese. */
const NUMBER = /\p{N}|[一二三四五六七八九十百千万億亿]/u;
/** A capital letter within a sentence, in scripts that have them. */
const NAME = /(?<=[\p{L}\p{N},;)»”"’'] +["“«(]?)\p{Lu}\p{L}/u;
const HAS_CAPITALS = /\p{Lu}/u;

/** Whether a unit has the kind of thing that is asked for. */
export function hasWanted({ wants }: ParsedQuestion, { text }: Unit): boolean {
  if (wants === 'number' || wants === 'time') return NUMBER.test(text);
  return wants !== 'person' || NAME.test(text) || !HAS_CAPITALS.test(text);
}

/** What is known of a unit as an answer, each about 0 to 1. */
export const FEATURES = ['similar', 'above', 'own', 'nearby', 'lacksWanted', 'foreign', 'late', 'terse'] as const;
export type Features = Record<(typeof FEATURES)[number], number>;

/** Similarities by multilingual-e5-small of unrelated texts begin near 0.76, those of related ones end near 0.92. */
const scaled = (similarity: number): number => (similarity - 0.84) * 10;

/** Describes units as answers to a question. @param similarities of the units to the question, for those embedded */
export function featuresOf(
  asked: ParsedQuestion,
  units: readonly Read[],
  words: readonly Weighed[],
  similarities: ReadonlyMap<Unit, number>,
): Map<Unit, Features> {
  const mean = [...similarities.values()].reduce((sum, one) => sum + one, 0) / (similarities.size || 1);
  const total = weightOf(words) || 1;
  const share = (of: (word: Weighed) => number) => words.reduce((sum, word) => sum + word.weight * of(word), 0) / total;
  const found = new Map<Unit, Features>();
  for (const [at, { unit, isForeign }] of units.entries()) {
    const similarity = similarities.get(unit);
    if (similarity === undefined) continue;
    const own = share((word) => word.own[at] ?? 0);
    const both = share((word) => Math.max(word.own[at] ?? 0, word.nearby[at] ?? 0));
    found.set(unit, {
      similar: scaled(similarity),
      above: (similarity - mean) * 20,
      own,
      nearby: both - own,
      lacksWanted: hasWanted(asked, unit) ? 0 : 1,
      foreign: isForeign ? 1 : 0,
      late: Math.min(unit.ref - 1, 5) / 5,
      terse: lengthOf(unit.text) < TERSE ? 1 : 0,
    });
  }
  return found;
}

/** Weight of a question's words together below which nearly every unit has them, and having them tells nothing. */
const MIN_WEIGHT = 0.3;

/** The share of a question's words, by weight, that some of these units have, or what they stand under. */
export function coverageOf(best: readonly Unit[], units: readonly Read[], words: readonly Weighed[]): number {
  const places = units.flatMap(({ unit }, at) => (best.includes(unit) ? [at] : []));
  const total = weightOf(words);
  const found = ({ own, context }: Weighed) => places.map((at) => Math.max(own[at] ?? 0, context[at] ?? 0));
  return words.reduce((sum, word) => sum + word.weight * Math.max(0, ...found(word)), 0) / Math.max(total, MIN_WEIGHT);
}

/** Characters of a unit that says little. */
const TERSE = 40;
/** Letters of an alphabet that say as much as one of a script whose letters are syllables or words. */
const PER_SIGN = 2.5;
const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** The length of a text, in letters of an alphabet. */
const lengthOf = (text: string): number => text.length + (text.match(SIGNS)?.length ?? 0) * (PER_SIGN - 1);
