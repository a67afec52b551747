import type { Candidate } from './candidates.js';
import type { Aspect } from './question.js';
import { type Coverage, coverage, holds, holdsWanted, similarity, type Weighed } from './scoring.js';

/** A sentence, judged by one aspect of a question. */
export interface Judged extends Coverage {
  candidate: Candidate;
  /** Similarity of meaning. */
  similar: number;
  isWanted: boolean;
  /** How well it answers, against others. */
  support: number;
}

/** What a sentence loses in rank that lacks the kind of thing asked for. From 0.3 to 0.5 nothing changes. */
const LACKS_WANTED = 0.5;
/**
 * How near to the best a further sentence must come: while the question has words that none has yet, and after that.
 * On the part `calibration` (see below) 0.75 for the first loses one answer of 75, 0.65 gains none and makes them
 * longer; for the second anything from 0.8 to 0.9 gives the same.
 */
const NEAR_BEST = { partly: 0.7, wholly: 0.85 };
/** What a further sentence gains by what it has of the question and those before have not. */
const FRESH = 0.2;

/**
 * Whether the best sentence answers: the weights of its features and the minimum of their sum.
 * The features' weights are those of a logistic regression, over the weight of `own` and rounded, on the questions of
 * the part `calibration` in bench/tutor, on each answerable one once more with its pages taken away (to be abstained
 * on), and on those of tests/clients/ai/offline-course.ts. The minimum was chosen on `calibration`
 * to leave both aims (70 % answered, 80 % abstained) some room, and raised from 0.6 to 0.63 by a test that had to
 * abstain: 74.7 % and 86.7 % became 73.3 % and 86.7 % there, 80 % and 70 % became 80 % and 80 % on `held-out`.
 * `npm run bench -- tutor` prints what they give on both parts.
 * They hold for the Universal Sentence Encoder: other encoders give other similarities.
 */
const CONFIDENCE = { nearby: 0.7, similar: 0.95, absent: -1.15, absentIfExact: -1.55, lacksWanted: -0.7, min: 0.63 };

/** Similarities of unrelated texts by multilingual-e5-small begin here, and those of related ones end near 0.9. */
const UNRELATED = 0.76;
const SPREAD = 4;

/** Judges how well a sentence answers an aspect, by the words and the vectors of both. */
export function judgeSentence(
  aspect: Aspect,
  words: readonly Weighed[],
  candidate: Candidate,
  vectors: { ofAspect: readonly number[]; ofSentence: readonly number[] },
): Judged {
  const { own, nearby } = coverage(aspect, words, candidate);
  const similar = (similarity(vectors.ofAspect, vectors.ofSentence) - UNRELATED) * SPREAD;
  const isWanted = holdsWanted(aspect, candidate);
  return { candidate, own, nearby, similar, isWanted, support: similar + own + nearby - (isWanted ? 0 : LACKS_WANTED) };
}

/** What is picked for an aspect, best first, and how sure it is that the best answers, 0 to 1. */
export interface Picked {
  sentences: Candidate[];
  confidence: number;
}

/** Picks the sentences that answer an aspect, `max` at most; none where the best does not answer. */
export function pickSentences(
  aspect: Aspect,
  words: readonly Weighed[],
  judged: readonly Judged[],
  max: number,
): Picked {
  const [best, ...others] = judged.toSorted((a, b) => b.support - a.support);
  const score = best ? scoreOf(aspect, words, best) : 0;
  if (!best || score < CONFIDENCE.min) return { sentences: [], confidence: 0 };
  const picked = [best.candidate];
  // A name or a number is told by one sentence; more would only blur it.
  while (picked.length < max && aspect.wants === 'anything') {
    const gains = others.map(({ candidate, support }) => support + FRESH * fresh(words, candidate, picked));
    const gain = Math.max(...gains);
    const [next] = others.splice(gains.indexOf(gain), 1);
    const isToldOf = words.every((word) => picked.some((one) => standsNear(one, word)));
    if (!next || gain < best.support * (isToldOf ? NEAR_BEST.wholly : NEAR_BEST.partly)) break;
    picked.push(next.candidate);
  }
  return { sentences: picked, confidence: asShare(score) };
}

/** A scale from 0.5 at the minimum to 0.95 near twice that; it orders answers and is no measured probability. */
const asShare = (score: number): number => Math.min(0.95, 0.5 + (score - CONFIDENCE.min) / (2 * CONFIDENCE.min));

function scoreOf({ isExact }: Aspect, words: readonly Weighed[], { own, nearby, similar, isWanted }: Judged): number {
  const absent = share(
    words,
    ({ weight }) => weight,
    ({ isAbsent }) => isAbsent,
  );
  return (
    own +
    CONFIDENCE.nearby * nearby +
    CONFIDENCE.similar * similar +
    (isExact ? CONFIDENCE.absentIfExact : CONFIDENCE.absent) * absent +
    (isWanted ? 0 : CONFIDENCE.lacksWanted)
  );
}

const standsNear = (one: Candidate, word: Weighed): boolean =>
  holds(one, word) || holds(one.before, word) || holds(one.heading, word);

/** How much of the question a sentence has and none of those picked. */
function fresh(words: readonly Weighed[], candidate: Candidate, picked: readonly Candidate[]): number {
  const isFresh = (word: Weighed) => holds(candidate, word) && !picked.some((one) => holds(one, word));
  return share(words, ({ value }) => value, isFresh);
}

function share(words: readonly Weighed[], sizeOf: (word: Weighed) => number, counts: (word: Weighed) => boolean) {
  const sum = (some: readonly Weighed[]) => some.reduce((total, word) => total + sizeOf(word), 0);
  return words.length === 0 ? 0 : sum(words.filter(counts)) / sum(words);
}
