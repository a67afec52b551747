/** A run of items of one sequence that stands where the other has another run. */
export interface Gap {
  /** Places in the first sequence, end exclusive. */
  from: number;
  to: number;
  /** Places in the second one that stand there instead. */
  otherFrom: number;
  otherTo: number;
}

/** Longest common subsequence of two sequences, as the runs of the first that are not in it. */
export interface Alignment {
  common: number;
  gaps: Gap[];
}

/** Holds two sequences side by side, so that as many items as can be stand at the same place. */
export function align<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): Alignment {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const same = isSame(a[i] as T, b[j] as T);
      table[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const gaps: Gap[] = [];
  let [i, j, from, otherFrom] = [0, 0, 0, 0];
  const close = () => {
    if (i > from) gaps.push({ from, to: i, otherFrom, otherTo: j });
  };
  while (i < a.length && j < b.length) {
    if (isSame(a[i] as T, b[j] as T) && at(i, j) === at(i + 1, j + 1) + 1) {
      close();
      i++;
      j++;
      [from, otherFrom] = [i, j];
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  i = a.length;
  j = b.length;
  close();
  return { common: at(0, 0), gaps };
}
