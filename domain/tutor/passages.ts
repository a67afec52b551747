/** A chunk that a search found, by the page it begins on. */
export interface PlacedChunk {
  id: string;
  materialId: string;
  pageFrom: number;
}

/** The best chunks of a ranking, with at most `perPage` that begin on the same page. */
export function pickPassages<T extends PlacedChunk>(
  ranked: readonly T[],
  { max, perPage }: { max: number; perPage: number },
): T[] {
  const taken = new Map<string, number>();
  const picked: T[] = [];
  for (const chunk of ranked) {
    if (picked.length === max) break;
    const page = `${chunk.materialId}/${chunk.pageFrom}`;
    const count = taken.get(page) ?? 0;
    if (count >= perPage) continue;
    taken.set(page, count + 1);
    picked.push(chunk);
  }
  return picked;
}
