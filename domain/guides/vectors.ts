import { hashText } from '../../lib/hash-text.js';
import { wordsOf } from './words.js';

/** The mean of vectors of one dimension. @throws RangeError without any. */
export function meanOf(vectors: readonly (readonly number[])[]): number[] {
  const [first] = vectors;
  if (!first) throw new RangeError('a mean needs a vector');
  const sum = first.map(() => 0);
  for (const vector of vectors) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  return sum.map((value) => value / vectors.length);
}

/** Places that words are spread over; two words seldom share one within a material's sentences. */
const PLACES = 512;

/** Vectors of texts by their words, the rarer the heavier: what is compared where no encoder is there. */
export function wordVectors(texts: readonly string[]): number[][] {
  const words = texts.map((text) => [...new Set(wordsOf(text))]);
  const counts = new Map<string, number>();
  for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.map((own) => {
    const vector = Array.from({ length: PLACES }, () => 0);
    for (const word of own) {
      const place = placeOf(word);
      vector[place] = (vector[place] ?? 0) + Math.log(1 + texts.length / (counts.get(word) ?? 1));
    }
    return vector;
  });
}

const placeOf = (word: string): number => hashText(word) % PLACES;
