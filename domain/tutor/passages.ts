/** A chunk that a search found, by the page it begins on. */
export interface PlacedChunk {
  id: string;
  materialId: string;
  pageFrom: number;
  /** The same for chunks of the same text. */
  textHash: string;
}

/** Chunks of one text that are taken, so that each of the materials that hold it can be cited. */
const MAX_TWINS = 3;

/**
 * The best chunks of a ranking: `max` different texts, with at most `perPage` that begin on the same page. The same
 * text in another material goes with it and takes no place of another.
 */
export function pickPassages<T extends PlacedChunk>(
  ranked: readonly T[],
  { max, perPage }: { max: number; perPage: number },
): T[] {
  const onPage = new Map<string, number>();
  const ofText = new Map<string, number>();
  const picked: T[] = [];
  for (const chunk of ranked) {
    const twins = ofText.get(chunk.textHash) ?? 0;
    if (twins === MAX_TWINS || (twins === 0 && ofText.size === max)) continue;
    const page = `${chunk.materialId}/${chunk.pageFrom}`;
    const count = onPage.get(page) ?? 0;
    if (count >= perPage) continue;
    onPage.set(page, count + 1);
    ofText.set(chunk.textHash, twins + 1);
    picked.push(chunk);
  }
  return picked;
}
