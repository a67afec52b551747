import type { Read, Weighed } from './evidence.js';

/** What a word is worth that stands near a unit only. */
const NEARBY = 0.5;
/** What a unit loses against one of the passage before it: as much as a twentieth of the question's words. */
const LATER = 0.05;

/** What a unit in another language counts before its words, few of which can be the question's. */
const FOREIGN = 0.2;

/** The units that have most of a question's words, and of those that have as many, those of the best passages. */
export function preselect(units: readonly Read[], words: readonly Weighed[], max: number): Read[] {
  const total = words.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const score = (at: number) =>
    words.reduce(
      (sum, { weight, own, nearby }) => sum + weight * Math.max(own[at] ?? 0, NEARBY * (nearby[at] ?? 0)),
      0,
    ) / total;
  return units
    .map((read, at) => ({ read, score: (read.isForeign ? FOREIGN : 0) + score(at) - LATER * read.place }))
    .sort((a, b) => b.score - a.score)
    .slice(0, max)
    .map(({ read }) => read);
}
