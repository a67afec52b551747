import { cosine } from '../../../lib/cosine.js';

/** How alike two texts are in meaning, -1 to 1; undefined where that is not known. */
export type Similarity = (a: string, b: string) => number | undefined;

/** Similarity by vectors. */
export const similarityOf =
  (vectors: ReadonlyMap<string, readonly number[]>): Similarity =>
  (a, b) => {
    const [first, second] = [vectors.get(a), vectors.get(b)];
    return first && second && cosine(first, second);
  };
