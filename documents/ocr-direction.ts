import type { OcrText } from './ocr-runs.js';

/** A direction is right when a part of the page is read with this confidence, and so much above that of the page. */
const RIGHT = { confidence: 0.65, gain: 0.15 };
/** In quarter turns, the likeliest first: a sheet put in upside down. */
const DIRECTIONS = [2, 1, 3, 0];

/** How a page is given to the engine. */
export interface Turn {
  /** Quarter turns with the clock. */
  quarters: number;
  /** Whether only the part with the most ink is read. */
  isPart?: boolean;
}

export const UPRIGHT: Turn = { quarters: 0 };

/** A reading of a page, and how the page was turned for it. */
export interface Reading extends OcrText {
  quarters: number;
}

/** What reads a page. */
export interface Readers {
  /** Reads with the data of these languages (the engine's codes). */
  read(codes: readonly string[], turn: Turn): Promise<Reading>;
}

/**
 * Reads a page that was read badly in the direction in which its part with the most ink is read well, in the same
 * languages; undefined where it is in none. @param likely the direction to begin with, in quarter turns
 */
export async function readTurned(
  bad: Reading,
  likely: number | undefined,
  { read }: Readers,
): Promise<Reading | undefined> {
  const confidence = bad.isSideways ? 0 : bad.confidence;
  const directions = [...new Set([likely ?? 2, ...DIRECTIONS])].filter((quarters) => quarters !== bad.quarters);
  for (const quarters of directions) {
    const part = await read(bad.languages, { quarters, isPart: true });
    if (part.isSideways || part.confidence < Math.max(RIGHT.confidence, confidence + RIGHT.gain)) continue;
    const whole = await read(bad.languages, { quarters });
    return whole.confidence > confidence ? whole : undefined;
  }
  return undefined;
}
