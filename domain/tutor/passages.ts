/** A chunk that a search found, by the page it begins on. */
export interface PlacedChunk {
  id: string;
  materialId: string;
  pageFrom: number;
}

/** The best chunks of a ranking, with no more than so many that begin on one page, so that one page is not all. */
export function pickPassages<T extends PlacedChunk>(
  ranked: readonly T[],
  { most, perPage }: { most: number; perPage: number },
): T[] {
  const taken = new Map<string, number>();
  const picked: T[] = [];
  for (const chunk of ranked) {
    if (picked.length === most) break;
    const page = `${chunk.materialId}/${chunk.pageFrom}`;
    const count = taken.get(page) ?? 0;
    if (count >= perPage) continue;
    taken.set(page, count + 1);
    picked.push(chunk);
  }
  return picked;
}
