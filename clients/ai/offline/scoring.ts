import type { Candidate } from './candidates.js';
import type { Sentence, Word } from './language.js';
import type { Aspect } from './question.js';

const DATE =
  /\b(?:\d{3,4}s?|AD|BC|BCE|CE|century|centuries|ago|January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;
const DURATION = /\b(?:second|minute|hour|day|night|week|month|year|decade|centur)/i;
const REASON = /\b(?:because|since|so that|therefore|thus|hence|reasons?|due to|caused?|as a result|in order)\b/i;

/** How much a word counts that stands near the sentence only: above it, or one or two sentences before. */
const NEARBY = 0.4;
/** The same for the sentence just before, where this one refers back to it. */
const REFERRED = 0.8;

/** A word of a question, and how much it tells sentences apart. */
export interface Weighed extends Word {
  /** Its weight times its inverse document frequency, which is 1 for a word that no sentence has. */
  value: number;
  /** Neither a sentence nor a heading has it. */
  isAbsent: boolean;
}

/** How much of what is asked about stands in a sentence, and how much more near it; together 1 at most. */
export interface Coverage {
  own: number;
  nearby: number;
}

/** Weighs an aspect's words by how few of the sentences have them. */
export function weigh({ words }: Aspect, sentences: readonly Candidate[]): Weighed[] {
  const headings = new Set(sentences.map(({ heading }) => heading));
  const count = sentences.length + 1;
  return words.map((word) => {
    const holding = sentences.filter((sentence) => holds(sentence, word)).length;
    const isAbsent = holding === 0 && ![...headings].some((heading) => holds(heading, word));
    return { ...word, value: (word.weight * Math.log(count / (holding + 0.5))) / Math.log(count / 0.5), isAbsent };
  });
}

/** 'It was built in 1889' is about what the sentence before it named, and 'because …' about what it explains. */
export function coverage({ asksReason }: Aspect, words: readonly Weighed[], candidate: Candidate): Coverage {
  const { text, before, heading, refersBack } = candidate;
  const weightBefore = refersBack || (asksReason && REASON.test(text)) ? REFERRED : NEARBY;
  let own = 0;
  let nearby = 0;
  let total = 0;
  for (const word of words) {
    total += word.value;
    if (holds(candidate, word)) own += word.value;
    else if (holds(before, word)) nearby += word.value * weightBefore;
    else if (holds(heading, word) || holds(before?.before, word)) nearby += word.value * NEARBY;
  }
  return total === 0 ? { own: 0, nearby: 0 } : { own: own / total, nearby: nearby / total };
}

/** Whether the sentence holds the kind of thing that is asked for, beyond what the question says itself. */
export function holdsWanted({ wants, words }: Aspect, candidate: Candidate): boolean {
  switch (wants) {
    case 'name':
      return candidate.words.some(({ isName, stem }) => isName && !words.some((word) => word.stem === stem));
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

/** Whether a sentence has a word in some form. */
export function holds(sentence: Sentence | undefined, { stem, lemma }: Word): boolean {
  if (!sentence) return false;
  return sentence.words.some((own) => own.stem === stem || own.lemma === lemma || areKin(own.stem, stem));
}

/** Stems of one family that the stemmer keeps apart, such as 'discov' and 'discoveri', 'photosynthesi' and -'thet'. */
function areKin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 5) return false;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  return common === short.length || common >= 0.8 * long.length;
}
