import { foldText } from '../../../domain/text/fold-text.js';
import { languageOf } from '../../../domain/text/language.js';
import { NEUTRAL } from '../embed-question.js';
import type { Passage } from '../provider.js';
import type { Asked } from './question.js';
import type { Unit } from './units.js';
import { kinship, wordsOf } from './words.js';

/** A unit with its words. */
export interface Read {
  unit: Unit;
  words: readonly string[];
  /** Of what it stands under and of the two units before it. */
  nearby: readonly string[];
  /** Its passage is in another language than the question; of that one's words it may have names, numbers, cognates. */
  isForeign: boolean;
  /** How many better passages there are in the question's language, or in others, whichever its own is in. */
  place: number;
}

/** Gives the words of units. */
export function readUnits({ language }: Asked, units: readonly Unit[], passages: readonly Passage[]): Read[] {
  const isForeign = (text: string) => isOther(language, languageOf(text));
  const [own, foreign] = [false, true].map((side) => passages.filter(({ text }) => isForeign(text) === side));
  const places = new Map([own, foreign].flatMap((some = []) => some.map(({ ref }, place) => [ref, place])));
  const foreignRefs = new Set(foreign?.map(({ ref }) => ref));
  const words = new Map(units.map((unit) => [unit, wordsOf(foldText(unit.text))]));
  return units.map((unit) => ({
    unit,
    words: words.get(unit) ?? [],
    isForeign: foreignRefs.has(unit.ref),
    place: places.get(unit.ref) ?? 0,
    nearby: [
      ...wordsOf(foldText(unit.context)),
      ...[unit.before, unit.before?.before].flatMap((one) => (one ? (words.get(one) ?? []) : [])),
    ],
  }));
}

const isOther = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;

/** A word of a question, with what it tells. */
export interface Weighed {
  word: string;
  /** Its inverse document frequency among the units, 0 to 1: 1 for a word that none has. */
  weight: number;
  /** How well each unit has it, itself and nearby; by the units' positions. */
  own: readonly number[];
  nearby: readonly number[];
}

/** Weighs the words of a question by how few of the units have them. */
export function weigh({ words, lent }: Asked, units: readonly Read[]): Weighed[] {
  const count = units.length + 1;
  const best = (word: string, among: readonly string[]) =>
    among.reduce((most, one) => Math.max(most, kinship(word, one)), 0);
  return [...words, ...lent].map((word, at) => {
    const own = units.map((unit) => best(word, unit.words));
    const nearby = units.map((unit) => best(word, unit.nearby));
    const holding = own.filter((one) => one > 0).length;
    const weight = (Math.log(count / (holding + 0.5)) / Math.log(count / 0.5)) * (at < words.length ? 1 : 0.5);
    return { word, weight, own, nearby };
  });
}

/** Digits, or the signs that are numbers in Chinese and Japanese. */
const NUMBER = /\p{N}|[一二三四五六七八九十百千万億亿]/u;
/** A capital letter within a sentence, in scripts that have them. */
const NAME = /(?<=[\p{L}\p{N},;)»”"’'] +["“«(]?)\p{Lu}\p{L}/u;
const HAS_CAPITALS = /\p{Lu}/u;

/** Whether a unit has the kind of thing that is asked for. */
export function hasWanted({ wants }: Asked, { text }: Unit): boolean {
  if (wants === 'number' || wants === 'time') return NUMBER.test(text);
  return wants !== 'person' || NAME.test(text) || !HAS_CAPITALS.test(text);
}

/**
 * What is known of a unit as an answer, each about 0 to 1. Similarity across languages is lower, and says only which
 * unit is nearer than others of the same side: so units in another language than the question's have their own.
 */
export const FEATURES = [
  'similar',
  'above',
  'own',
  'nearby',
  'lacksWanted',
  'late',
  'terse',
  'foreign',
  'foreignAbove',
  'foreignOwn',
] as const;
export type Features = Record<(typeof FEATURES)[number], number>;
/** Nothing is known. */
const NONE = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Features;

/** How near a unit is to the question, and to one in the same language that asks nothing in particular. */
export interface Similarity {
  asked: number;
  neutral: number;
}
const NO_SIMILARITY: Similarity = { asked: 0, neutral: 0 };

/** Similarities by multilingual-e5-small of unrelated texts begin near 0.76, those of related ones end near 0.92. */
const scaled = (similarity: number): number => (similarity - 0.84) * 10;

/** Describes units as answers to a question. @param similarities of the units to the question, for those embedded */
export function featuresOf(
  asked: Asked,
  units: readonly Read[],
  words: readonly Weighed[],
  similarities: ReadonlyMap<Unit, Similarity>,
): Map<Unit, Features> {
  const nearness = ({ unit, isForeign }: Read) => {
    const { asked: own, neutral } = similarities.get(unit) ?? NO_SIMILARITY;
    return own - (isForeign ? NEUTRAL * neutral : 0);
  };
  const meanOf = (side: boolean) =>
    mean(units.filter(({ unit, isForeign }) => isForeign === side && similarities.has(unit)).map(nearness));
  const means = { own: meanOf(false), foreign: meanOf(true) };
  const total = words.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const share = (of: (word: Weighed) => number) => words.reduce((sum, word) => sum + word.weight * of(word), 0) / total;
  const found = new Map<Unit, Features>();
  for (const [at, read] of units.entries()) {
    const { unit, isForeign, place } = read;
    const similarity = similarities.get(unit);
    if (similarity === undefined) continue;
    const own = share((word) => word.own[at] ?? 0);
    const both = share((word) => Math.max(word.own[at] ?? 0, word.nearby[at] ?? 0));
    const above = (nearness(read) - (isForeign ? means.foreign : means.own)) * 20;
    found.set(unit, {
      ...NONE,
      ...(isForeign
        ? { foreign: 1, foreignAbove: above, foreignOwn: both }
        : { similar: scaled(similarity.asked), above, own, nearby: both - own }),
      lacksWanted: hasWanted(asked, unit) ? 0 : 1,
      late: Math.min(place, 5) / 5,
      terse: unit.text.length < TERSE ? 1 : 0,
    });
  }
  return found;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1);

/** Characters of a unit that says little. */
const TERSE = 40;
