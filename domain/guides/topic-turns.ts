import { cosine } from '../../lib/cosine.js';
import { meanOf } from './vectors.js';

/** Chunks on each side that are compared where a topic may turn. */
const WINDOW = 2;
/** Chunks of a topic at least, and topics of a material at most. */
const MIN_TOPIC = 2;
const MAX_TOPICS = 12;
/** Standard deviations above the mean by which a valley must be deep. */
const DEPTH = 0.5;

/**
 * Where the topic turns, by the similarity of neighboring chunks: a turn is a valley between them that is deeper than
 * most (TextTiling; Hearst 1997).
 * @param vectors one for each chunk, in order
 * @returns the positions of the chunks that begin a topic; the first is 0
 */
export function topicTurns(vectors: readonly (readonly number[])[]): number[] {
  if (vectors.length === 0) return [];
  const likeness = vectors.slice(1).map((_, before) => likenessAt(vectors, before + 1));
  const depths = likeness.map((here, at) => peakFrom(likeness, at, -1) + peakFrom(likeness, at, 1) - 2 * here);
  const min = boundOf(depths);
  const deepest = depths
    .map((depth, at) => ({ depth, position: at + 1 }))
    .filter(({ depth }) => depth > min)
    .sort((a, b) => b.depth - a.depth || a.position - b.position);
  const turns = [0];
  for (const { position } of deepest) {
    if (turns.length === MAX_TOPICS) break;
    if ([...turns, vectors.length].every((other) => Math.abs(other - position) >= MIN_TOPIC)) turns.push(position);
  }
  return turns.sort((a, b) => a - b);
}

function likenessAt(vectors: readonly (readonly number[])[], position: number): number {
  const before = vectors.slice(Math.max(0, position - WINDOW), position);
  return cosine(meanOf(before), meanOf(vectors.slice(position, position + WINDOW)));
}

/** The highest likeness on the way up from a place, to one side. */
function peakFrom(likeness: readonly number[], at: number, step: -1 | 1): number {
  let peak = likeness[at] ?? 0;
  for (let next = at + step; (likeness[next] ?? Number.NEGATIVE_INFINITY) >= peak; next += step)
    peak = likeness[next] ?? peak;
  return peak;
}

function boundOf(depths: readonly number[]): number {
  if (depths.length === 0) return 0;
  const mean = depths.reduce((sum, depth) => sum + depth, 0) / depths.length;
  const variance = depths.reduce((sum, depth) => sum + (depth - mean) ** 2, 0) / depths.length;
  return Math.max(mean + DEPTH * Math.sqrt(variance), Number.EPSILON * 8);
}
