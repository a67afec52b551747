import type { QuestionKind } from './question.js';
import { shuffle } from './shuffle.js';

/** A question that a quiz may have. */
export interface Candidate {
  id: string;
  kind: QuestionKind;
  /** The part of a lesson that it is about. */
  section: string;
  /** When a quiz of the student had it last; null for never. */
  askedAt: Date | null;
}

/**
 * Picks the questions of a quiz: those that the student was never asked first, then those asked longest ago. Among
 * equals it spreads them over kinds and sections, and what is equal then is chosen by the seed.
 * @returns as many as were asked for, or all there are
 */
export function pickQuestions(candidates: readonly Candidate[], { count, seed }: { count: number; seed: string }) {
  const rest = shuffle(candidates, seed);
  const picked: Candidate[] = [];
  while (picked.length < count && rest.length > 0) {
    const earliest = Math.min(...rest.map(askedAt));
    const best = rest.filter((one) => askedAt(one) === earliest).reduce((a, b) => (cost(b) < cost(a) ? b : a));
    picked.push(best);
    rest.splice(rest.indexOf(best), 1);
  }
  return picked.map(({ id }) => id);

  /** How many of its kind, and of its section, are picked already. */
  function cost({ kind, section }: Candidate): number {
    const [ofKind, ofSection] = [
      picked.filter((one) => one.kind === kind),
      picked.filter((one) => one.section === section),
    ];
    return ofKind.length + ofSection.length;
  }
}

const askedAt = ({ askedAt }: Candidate): number => askedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
