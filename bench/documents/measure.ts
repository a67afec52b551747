import type { BenchFile, Language } from './bench-file.js';
import { isUnspaced } from './passages.js';

/** What was read of a file, as shares of what stands in it. */
export interface Measured {
  /** Words that stand in the text, each as often as it does there. */
  words: number;
  /** Pairs of neighboring lines of which the second follows the first, with no other line between them. */
  order: number;
  /** Signs that stand there letter by letter, and those that rightly do not; 1 where none is asked for. */
  signs: number;
  /** Signs that are not as they should be, for who looks for the reason. */
  missing: string[];
}

/** Compares a reading with what stands in the file. */
export function measure(text: string, { lines, signs = [], absent = [], language }: Expected): Measured {
  const read = unitsOf(text, language);
  const plain = folded(text);
  const missing = [
    ...signs.filter((sign) => !plain.includes(folded(sign))),
    ...absent.filter((sign) => text === '' || plain.includes(sign)).map((sign) => `no ${sign}`),
  ];
  const asked = signs.length + absent.length;
  return {
    words: recall(
      lines.flatMap((line) => unitsOf(line, language)),
      read,
    ),
    order: orderOf(
      lines.map((line) => unitsOf(line, language)),
      read,
    ),
    signs: asked === 0 ? 1 : 1 - missing.length / asked,
    missing,
  };
}

type Expected = Pick<BenchFile, 'lines' | 'signs' | 'absent' | 'language'>;

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

/** Words, or single characters of scripts without spaces, which recognition may part anywhere. */
function unitsOf(text: string, language: Language): string[] {
  const plain = folded(text);
  if (isUnspaced(language)) return plain.match(/[\p{L}\p{N}]/gu) ?? [];
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(plain);
  return [...segments].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

function recall(expected: readonly string[], read: readonly string[]): number {
  const left = new Map<string, number>();
  for (const unit of read) left.set(unit, (left.get(unit) ?? 0) + 1);
  let found = 0;
  for (const unit of expected) {
    const count = left.get(unit) ?? 0;
    if (count === 0) continue;
    left.set(unit, count - 1);
    found += 1;
  }
  return expected.length === 0 ? 1 : found / expected.length;
}

/** A line of which less than this is found at one place is not there. */
const MIN_FOUND = 0.5;

function orderOf(lines: readonly (readonly string[])[], read: readonly string[]): number {
  const places: number[] = [];
  for (const line of lines.filter(({ length }) => length > 0)) {
    const found = placesOf(line, read);
    // Short lines may stand there twice.
    places.push(found.find((place) => place > (places.at(-1) ?? -1)) ?? found[0] ?? -1);
  }
  if (places.length < 2) return 1;
  const sorted = places.filter((place) => place >= 0).toSorted((a, b) => a - b);
  const right = places.slice(1).filter((place, at) => {
    const before = places[at] ?? -1;
    return before >= 0 && place >= 0 && sorted.indexOf(place) === sorted.indexOf(before) + 1;
  });
  return right.length / (places.length - 1);
}

/** Where most of a line's words stand together. */
function placesOf(line: readonly string[], read: readonly string[]): number[] {
  const own = new Map<string, number>();
  for (const unit of line) own.set(unit, (own.get(unit) ?? 0) + 1);
  let best = line.length * MIN_FOUND;
  let places: number[] = [];
  const within = new Map<string, number>();
  let common = 0;
  for (const [at, unit] of read.entries()) {
    const count = (within.get(unit) ?? 0) + 1;
    within.set(unit, count);
    if (count <= (own.get(unit) ?? 0)) common += 1;
    const leaving = read[at - line.length];
    if (leaving !== undefined) {
      const rest = (within.get(leaving) ?? 0) - 1;
      within.set(leaving, rest);
      if (rest < (own.get(leaving) ?? 0)) common -= 1;
    }
    if (common > best) [best, places] = [common, [at]];
    else if (common === best) places.push(at);
  }
  return places;
}
