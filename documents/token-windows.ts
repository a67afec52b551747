/** How a text is cut for a model that reads only so many tokens at a time. */
export interface WindowLimits {
  /** Tokens of one window at most. */
  tokens: number;
  /** Windows of one text at most; what comes after them is left out. */
  windows: number;
}

/** Longer runs of letters are no words, and tokenizing them takes time that grows with their square. */
const MAX_WORD = 64;

/**
 * Cuts a text into windows of whole words; a text without words is one window of a space, because the encoder
 * leaves empty texts out of its result.
 */
export function splitIntoTokenWindows(
  text: string,
  limits: WindowLimits,
  countTokens: (word: string) => number,
): string[] {
  const windows: string[] = [];
  let words: string[] = [];
  let tokens = 0;
  for (const [word] of text.matchAll(new RegExp(`\\S{1,${MAX_WORD}}`, 'gu'))) {
    const more = countTokens(word);
    if (words.length > 0 && tokens + more > limits.tokens) {
      windows.push(words.join(' '));
      if (windows.length === limits.windows) return windows;
      words = [];
      tokens = 0;
    }
    words.push(word);
    tokens += more;
  }
  return [...windows, words.join(' ') || ' '];
}

/** The unit vector in the direction of the mean of unit vectors of one length. */
export function meanDirection(vectors: readonly number[][]): number[] {
  const [first = [], ...others] = vectors;
  const sum = first.map((value, i) => others.reduce((total, vector) => total + (vector[i] ?? 0), value));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
