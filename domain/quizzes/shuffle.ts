import { hashText } from '../../lib/hash-text.js';
import { randomNumbers } from '../../lib/random-numbers.js';

/**
 * Items in an order that follows from a seed alone; over the seeds every order is as likely as any other
 * (Fisher and Yates).
 */
export function shuffle<T>(items: readonly T[], seed: string): T[] {
  const next = randomNumbers(hashText(seed));
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const at = Math.floor(next() * (last + 1));
    [shuffled[last], shuffled[at]] = [shuffled[at] as T, shuffled[last] as T];
  }
  return shuffled;
}
