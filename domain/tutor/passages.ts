import { type SourceRef, sourceKey } from '../text/source-ref.js';

/** A chunk that a search found, by the text it begins in. */
export interface PlacedChunk {
  id: string;
  source: SourceRef;
  /** The same for chunks of the same text. */
  textHash: string;
}

/** Chunks of one text that are taken, so that each of the materials that hold it can be cited. */
const MAX_TWINS = 3;

/**
 * The best chunks of a ranking: `max` different texts, with at most `perSource` that begin on the same page or stand in
 * the same lesson. The same text in another goes with it and takes no place of another.
 */
export function pickPassages<T extends PlacedChunk>(
  ranked: readonly T[],
  { max, perSource }: { max: number; perSource: number },
): T[] {
  const inSource = new Map<string, number>();
  const ofText = new Map<string, number>();
  const picked: T[] = [];
  for (const chunk of ranked) {
    const twins = ofText.get(chunk.textHash) ?? 0;
    if (twins === MAX_TWINS || (twins === 0 && ofText.size === max)) continue;
    const source = sourceKey(chunk.source);
    const count = inSource.get(source) ?? 0;
    if (count >= perSource) continue;
    inSource.set(source, count + 1);
    ofText.set(chunk.textHash, twins + 1);
    picked.push(chunk);
  }
  return picked;
}
