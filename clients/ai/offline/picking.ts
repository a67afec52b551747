import { foldWhiteSpace } from '../../../domain/text/quotes.js';
import type { Passage } from '../provider.js';
import type { Asked } from './question.js';
import type { Scored } from './scoring.js';
import type { Unit } from './units.js';
import { foldWords, kinship, wordsOf } from './words.js';

/** What is cited as one part of an answer: a unit, and the same text in other materials. */
export interface Picked {
  units: Unit[];
  /** Of a multiple choice, the option that it names. */
  option: string | undefined;
}

const MAX_PICKED = 3;
/** Materials that one text is cited from. */
const MAX_TWINS = 3;
/** How far a further unit's rank may be below the best: the odds are e to this. */
const NEAR_BEST = { same: 1.5, other: 2.5 };

/**
 * The best units, each text once with its twins in other materials. What another material says of the same stands
 * beside the first, each with its own citation.
 */
export function pickUnits({ options }: Asked, ranked: readonly Scored[], passages: readonly Passage[]): Picked[] {
  const [best] = ranked;
  const picked = new Map<string, Unit[]>();
  const sources = new Map(passages.map(({ ref, source }) => [ref, source]));
  const sourceOf = ({ ref }: Unit) => sources.get(ref);
  for (const { unit, rank } of ranked) {
    const text = foldWhiteSpace(unit.text);
    const twins = picked.get(text);
    if (twins) {
      const isNew = twins.every((one) => sourceOf(one) !== sourceOf(unit));
      if (isNew && twins.length < MAX_TWINS) twins.push(unit);
      continue;
    }
    const isElsewhere = best !== undefined && sourceOf(unit) !== sourceOf(best.unit);
    const bound = isElsewhere ? NEAR_BEST.other : NEAR_BEST.same;
    if (picked.size < MAX_PICKED && best && rank >= best.rank - bound) picked.set(text, [unit]);
  }
  const parts = [...picked.values()].map((units) => ({ units, option: optionIn(options, units) }));
  const chosen = parts.find(({ option }) => option !== undefined);
  if (!chosen) return parts;
  return [chosen, ...parts.filter((part) => part !== chosen).map(({ units }) => ({ units, option: undefined }))];
}

/** The only option of which most words stand in the unit. */
function optionIn(options: readonly string[], [unit]: readonly Unit[]): string | undefined {
  const words = wordsOf(foldWords(unit?.text ?? ''));
  const named = options.filter((option) => {
    const own = wordsOf(foldWords(option));
    const found = own.filter((word) => words.some((one) => kinship(word, one) > 0));
    return found.length > 0 && found.length >= own.length / 2;
  });
  return named.length === 1 ? named[0] : undefined;
}
