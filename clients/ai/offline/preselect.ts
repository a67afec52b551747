import { type Read, type Weighed, weightOf } from './evidence.js';

/** What a word is worth that stands near a unit only. */
const NEARBY = 0.5;
/** What a unit loses against one of the passage before it: as much as a twentieth of the question's words. */
const LATER = 0.05;

/** What a unit in another language counts, whose words cannot be compared. */
const FOREIGN = 0.4;

/** The units that have most of a question's words, and of those that have as many, those of the best passages. */
export function preselect(units: readonly Read[], words: readonly Weighed[], max: number): Read[] {
  const total = weightOf(words) || 1;
  const score = (at: number) =>
    words.reduce(
      (sum, { weight, own, nearby }) => sum + weight * Math.max(own[at] ?? 0, NEARBY * (nearby[at] ?? 0)),
      0,
    ) / total;
  return units
    .map((read, at) => ({ read, score: (read.isForeign ? FOREIGN : score(at)) - LATER * (read.unit.ref - 1) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, max)
    .map(({ read }) => read);
}
