import type { Chunk } from './chunking.js';

/** A chunk with its language, BCP 47; null where the text does not tell. */
export type ChunkInLanguage = Chunk & { language: string | null };

/** A chunk that is stored. */
export type StoredChunk = Omit<ChunkInLanguage, 'tokens'> & { id: string };

/** What makes the stored chunks of a material those of its text as it is now. */
export interface ChunkChanges {
  /** Ids of those that are there no more. */
  gone: string[];
  /** Those that stay, and have another position. */
  moved: { id: string; ord: number }[];
  added: ChunkInLanguage[];
}

/**
 * Compares the chunks of a material with those that its pages are cut into now. What stays as it is keeps its id and
 * so its vector, and a question that has found it can still quote it.
 */
export function chunkChanges(stored: readonly StoredChunk[], fresh: readonly ChunkInLanguage[]): ChunkChanges {
  const known = new Map(stored.map((chunk) => [nameOf(chunk), chunk]));
  const changes: ChunkChanges = { gone: [], moved: [], added: [] };
  for (const chunk of fresh) {
    const same = known.get(nameOf(chunk));
    known.delete(nameOf(chunk));
    if (!same) changes.added.push(chunk);
    else if (same.ord !== chunk.ord) changes.moved.push({ id: same.id, ord: chunk.ord });
  }
  changes.gone = [...known.values()].map(({ id }) => id);
  return changes;
}

const nameOf = ({
  pageFrom,
  pageTo,
  start,
  end,
  text,
  headingPath,
  tableHead,
  language,
}: Omit<ChunkInLanguage, 'ord' | 'tokens'>): string =>
  JSON.stringify([pageFrom, pageTo, start, end, text, headingPath, tableHead, language]);
