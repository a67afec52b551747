import { rounded } from '../statistics.js';
import type { Outcome } from './judge.js';

/** An answer, how sure it says it is, and what came of it. */
interface Rated {
  confidence: number | null;
  outcome: Outcome;
}

/** Answers of about the same confidence. */
export interface Bin {
  /** From its lower edge, included, to its upper one. */
  bin: string;
  answers: number;
  /** Percent of them that hold every fact, or set a wrong premise right; null without answers. */
  right: number | null;
}

/** The lower edges of the bins in tenths; what is less sure than half is one bin. */
const TENTHS = [0, 5, 6, 7, 8, 9];

const RIGHT: readonly Outcome[] = ['whole', 'corrected'];

/**
 * How far confidence can be trusted: of the answers in each bin, the share that is right. Whatever is answered counts,
 * also where nothing answers; abstentions do not.
 */
export function reliabilityOf(results: readonly Rated[]): Bin[] {
  const answers = results.flatMap(({ confidence, outcome }) =>
    confidence === null || isAbstention(outcome) ? [] : [{ confidence, outcome }],
  );
  return TENTHS.map((tenth, at) => {
    const end = TENTHS[at + 1] ?? Number.POSITIVE_INFINITY;
    // Tenths are not exact in binary: .9 must not fall into the bin below.
    const own = answers.filter(({ confidence }) => within(confidence * 10 + 1e-9, tenth, end));
    const right = own.filter(({ outcome }) => RIGHT.includes(outcome)).length;
    return {
      bin: `${tenth / 10} – ${Math.min(end, 10) / 10}`,
      answers: own.length,
      right: own.length === 0 ? null : rounded((100 * right) / own.length, 1),
    };
  });
}

const isAbstention = (outcome: Outcome): boolean => outcome === 'abstained' || outcome === 'missed';
const within = (value: number, from: number, to: number): boolean => value >= from && value < to;
