/** A run of items of one sequence, and the run of another that stands in its place. */
export interface Gap<T> {
  said: T[];
  stated: T[];
}

/**
 * Holds two sequences side by side, so that as many items as can be stand at the same place.
 * @returns how many do, and the runs of the first that do not
 */
export function align<T>(
  a: readonly T[],
  b: readonly T[],
  isSame: (x: T, y: T) => boolean,
): { common: number; gaps: Gap<T>[] } {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (const [i, x] of [...a.entries()].reverse())
    for (const [j, y] of [...b.entries()].reverse()) {
      const row = common[i];
      if (row) row[j] = isSame(x, y) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const gaps: Gap<T>[] = [{ said: [], stated: [] }];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [x, y, gap] = [a[i], b[j], gaps.at(-1)];
    if (x !== undefined && y !== undefined && isSame(x, y) && at(i, j) === at(i + 1, j + 1) + 1) {
      gaps.push({ said: [], stated: [] });
      [i, j] = [i + 1, j + 1];
    } else if (x !== undefined && (y === undefined || at(i + 1, j) >= at(i, j + 1))) gap?.said.push(a[i++] as T);
    else gap?.stated.push(b[j++] as T);
  }
  return { common: at(0, 0), gaps: gaps.filter(({ said }) => said.length > 0) };
}
