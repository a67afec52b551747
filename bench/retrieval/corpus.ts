/** Words of the made-up language that mean something. */
const VOCABULARY = 20_000;
const FUNCTION_WORDS = 'the of and to in is that it was for on are as with they at be this have from'.split(' ');
const FUNCTION_SHARE = 0.45;
const SHIFT = 30;
const CHUNK_WORDS = 170;
const QUESTION_WORDS = 6;
const DIMENSIONS = 384;
const SYLLABLES = 'ba ke li mo nu ra se ti vo zu pra stel gor mir tan fel dro ski lum var'.split(' ');

/** A made-up text that is as long, and repeats its words as often, as a chunk of a book, and a vector for it. */
export interface MadeChunk {
  text: string;
  vector: number[];
}

/** A chunk. */
export function makeChunk(random: () => number): MadeChunk {
  const words = Array.from({ length: CHUNK_WORDS }, () =>
    random() < FUNCTION_SHARE
      ? (FUNCTION_WORDS[Math.floor(random() * FUNCTION_WORDS.length)] ?? '')
      : tellingWord(random),
  );
  return { text: words.join(' '), vector: unitVector(random) };
}

/** A question whose words are those of a chunk that there is. */
export function makeQuestion(random: () => number, { text }: MadeChunk): string {
  const telling = text.split(' ').filter((word) => !FUNCTION_WORDS.includes(word));
  const words = Array.from({ length: QUESTION_WORDS }, () => telling[Math.floor(random() * telling.length)] ?? '');
  return `What is the ${words.join(' of the ')}?`;
}

export function unitVector(random: () => number): number[] {
  const values = Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

/**
 * A word by the law of Zipf and Mandelbrot, its weight the inverse of rank + 30: the words above those ranks are stop
 * words. A uniform number u gives the rank 30 * (N / 30)^u - 30.
 */
function tellingWord(random: () => number): string {
  const rank = Math.floor(SHIFT * (VOCABULARY / SHIFT) ** random()) - SHIFT;
  let word = '';
  for (let left = rank * 7 + 20; left > 0; left = Math.floor(left / SYLLABLES.length)) {
    word += SYLLABLES[left % SYLLABLES.length] ?? '';
  }
  return word;
}
