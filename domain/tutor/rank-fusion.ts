/**
 * Reciprocal rank fusion: score(d) = sum over lists of 1 / (60 + rank), rank from 1.
 * The constant 60 is that of Cormack, Clarke and Buettcher, SIGIR 2009.
 * @returns the ids, best first; equal scores keep the order of first appearance.
 */
export function fuseRanks(lists: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [index, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (60 + index + 1));
  }
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
