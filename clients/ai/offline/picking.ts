import { foldText } from '../../../domain/text/fold-text.js';
import { foldWhiteSpace } from '../../../domain/text/quotes.js';
import type { Passage } from '../provider.js';
import { type Read, type Weighed, weightOf } from './evidence.js';
import type { ParsedQuestion } from './question.js';
import type { Scored } from './scoring.js';
import type { Unit } from './units.js';
import { isMisspelled, kinship, wordsOf } from './words.js';

/** What is cited as one part of an answer: a unit, and the same text in other materials. */
export interface Picked {
  units: Unit[];
  /** Of a multiple choice, the option that it names. */
  option: string | undefined;
}

const MAX_PICKED = 3;
/** Materials that one text is cited from. */
const MAX_TWINS = 3;
/** How far a further unit's rank may be below the best's: the odds are e to this. */
const NEAR_BEST = { same: 1.5, other: 2.5 };
/** What a unit gains in rank by the question's words that it, or what it stands under, has and none before: as a whole. */
const FRESH = 5;

/**
 * The best units, each text once with its twins in other materials, and after what it refers back to. What another
 * material says of the same stands beside the first, each with its own citation.
 */
export function pickUnits(
  { options }: ParsedQuestion,
  ranked: readonly Scored[],
  { passages, units, words }: { passages: readonly Passage[]; units: readonly Read[]; words: readonly Weighed[] },
): Picked[] {
  const [best] = ranked;
  if (!best) return [];
  const sources = new Map(passages.map(({ ref, source }) => [ref, source]));
  const sourceOf = ({ ref }: Unit) => sources.get(ref);
  const at = new Map(units.map(({ unit }, index) => [unit, index]));
  const has = (unit: Unit, { own, context }: Weighed) =>
    [own, context].some((all) => (all[at.get(unit) ?? -1] ?? 0) > 0);
  const total = weightOf(words) || 1;
  const picked: Unit[][] = [];
  const left = [...ranked];
  while (left.length > 0 && picked.length < MAX_PICKED) {
    const missing = words.filter((word) => !picked.some(([unit]) => unit && has(unit, word)));
    const worth = ({ unit, rank }: Scored) =>
      rank + (FRESH * missing.reduce((sum, word) => sum + (has(unit, word) ? word.weight : 0), 0)) / total;
    const next = picked.length === 0 ? best : left.reduce((most, one) => (worth(one) > worth(most) ? one : most));
    const bound = sourceOf(next.unit) === sourceOf(best.unit) ? NEAR_BEST.same : NEAR_BEST.other;
    if (worth(next) < best.rank - bound) break;
    const twins = left.filter(({ unit }) => foldWhiteSpace(unit.text) === foldWhiteSpace(next.unit.text));
    const places = new Map([next, ...twins].toReversed().map(({ unit }) => [sourceOf(unit), unit]));
    picked.push([...places.values()].toReversed().slice(0, MAX_TWINS));
    left.splice(0, left.length, ...left.filter((one) => one !== next && !twins.includes(one)));
  }
  return nameOption(options, withSubjects(picked));
}

/** Puts what a unit refers back to before it, each once. */
function withSubjects(picked: readonly Unit[][]): Unit[][] {
  const ordered = new Map<string, Unit[]>();
  for (const units of picked) {
    const [unit] = units;
    if (!unit) continue;
    const { before } = unit;
    if (unit.refersBack && before && !ordered.has(before.text)) {
      ordered.set(before.text, picked.find(([one]) => one?.text === before.text) ?? [before]);
    }
    if (!ordered.has(unit.text)) ordered.set(unit.text, units);
  }
  return [...ordered.values()];
}

/** Of a multiple choice, says the option with the first unit that has one. */
function nameOption(options: readonly string[], picked: readonly Unit[][]): Picked[] {
  const parts = picked.map((units) => ({ units, option: optionIn(options, units) }));
  const chosen = parts.find(({ option }) => option !== undefined);
  return parts.map((part) => (part === chosen ? part : { ...part, option: undefined }));
}

/** The only option of which most words stand in the unit. */
function optionIn(options: readonly string[], [unit]: readonly Unit[]): string | undefined {
  const words = wordsOf(foldText(unit?.text ?? ''));
  const named = options.filter((option) => {
    const own = wordsOf(foldText(option));
    const found = own.filter((word) => words.some((one) => kinship(word, one) > 0 || isMisspelled(word, one)));
    return found.length > 0 && found.length >= own.length / 2;
  });
  return named.length === 1 ? named[0] : undefined;
}
