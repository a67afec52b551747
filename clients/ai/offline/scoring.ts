import type { Candidate } from './candidates.js';
import type { Sentence } from './language.js';
import type { Question } from './question.js';

const DATE =
  /\b(?:\d{3,4}s?|AD|BC|BCE|CE|century|centuries|ago|January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;
const DURATION = /\b(?:second|minute|hour|day|night|week|month|year|decade|centur)/i;

/**
 * How much of what the question is about a sentence holds, 0 to 1. What stands only in its heading or in the sentence
 * before counts half, and more where it leans on that sentence: 'It was built in 1889' is about what was named there.
 */
export function coverage(question: Question, candidate: Candidate): number {
  const { before, heading, leansBack } = candidate;
  let held = 0;
  let total = 0;
  for (const [stem, weight] of question.content) {
    total += weight;
    if (holds(candidate, stem)) held += weight;
    else if (before && holds(before, stem)) held += weight * (leansBack ? 0.8 : 0.5);
    else if (heading && holds(heading, stem)) held += weight * 0.5;
  }
  return total === 0 ? 0 : held / total;
}

/** Whether the sentence holds the kind of thing that is asked for, beyond what the question says itself. */
export function holdsWanted(question: Question, candidate: Candidate): boolean {
  switch (question.wants) {
    case 'name':
      return [...candidate.names].some((name) => !question.content.has(name));
    case 'date':
      return DATE.test(candidate.text);
    case 'duration':
      return candidate.hasNumber && DURATION.test(candidate.text);
    case 'number':
      return candidate.hasNumber;
    case 'anything':
      return true;
  }
}

/** Cosine of two unit vectors. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function holds({ content }: Sentence, stem: string): boolean {
  if (content.has(stem)) return true;
  for (const own of content.keys()) if (areKin(own, stem)) return true;
  return false;
}

/** Stems of one family that the stemmer keeps apart, such as 'discov' and 'discoveri', 'photosynthesi' and -'thet'. */
function areKin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 5) return false;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  return common === short.length || common >= 0.8 * long.length;
}
