import type { Cue } from './cues.js';

/** The share of cues that begin with what the one before ended with, from which on captions roll. */
const MIN_ROLLING = 0.2;
/** Seconds between two cues of which the second may repeat the first. */
const MAX_GAP = 0.5;

/**
 * Captions that roll, each with the last line of the one before, as YouTube makes them: every line once, when it is
 * said first. Where cues only grow, the last form of each stands. Other cues stay as they are, also where somebody says
 * the same twice.
 */
export function withoutRepeats(cues: readonly Cue[]): Cue[] {
  const repeats = cues.filter(
    (cue, at) => follows(cue, cues[at - 1]) && overlap(cues[at - 1]?.lines ?? [], cue.lines) > 0,
  );
  if (repeats.length < Math.max(2, cues.length * MIN_ROLLING)) return [...cues];
  const kept: Cue[] = [];
  let shown: readonly string[] = [];
  let before: Cue | undefined;
  for (const cue of cues) {
    const repeated = follows(cue, before) ? overlap(shown, cue.lines) : 0;
    const fresh = cue.lines.slice(repeated);
    const last = kept.at(-1);
    if (last && fresh.length > 0 && repeated === 0 && grows(last.lines, fresh)) {
      last.lines = fresh;
      last.end = cue.end;
    } else if (fresh.length > 0) kept.push({ ...cue, lines: fresh });
    shown = cue.lines;
    before = cue;
  }
  return kept;
}

const follows = (cue: Cue, before: Cue | undefined): boolean =>
  before !== undefined && cue.start - before.end <= MAX_GAP;

/** How many lines at the end of the one text begin the other. */
function overlap(before: readonly string[], lines: readonly string[]): number {
  for (let count = Math.min(before.length, lines.length); count > 0; count -= 1) {
    if (lines.slice(0, count).every((line, at) => line === before[before.length - count + at])) return count;
  }
  return 0;
}

/** Whether a text is another with more words behind it. */
const grows = (before: readonly string[], lines: readonly string[]): boolean =>
  before.length > 0 && lines.join(' ').startsWith(`${before.join(' ')} `);
