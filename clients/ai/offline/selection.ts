import type { Candidate } from './candidates.js';
import type { Question } from './question.js';
import { coverage, holdsWanted, similarity } from './scoring.js';

/**
 * Chosen on 42 answerable and 24 unanswerable questions over two texts (28 of them in tests/clients/ai), where
 * 1.05 cites a right sentence for 38 and abstains on 22; from 0.95 to 1.20 each changes by two at most.
 * It holds for the Universal Sentence Encoder: other encoders give other similarities.
 */
const LEAST_SUPPORT = 1.05;
/** What a sentence loses that lacks the kind of thing asked for: more than a similar sentence gains. */
const LACKS_WANTED = 0.6;
/** How near to the best a further sentence must come. */
const NEAR_BEST = 0.85;
const MOST_SENTENCES = 3;

/** How well a sentence answers: similarity of meaning and overlap of words, 0 to 2 in practice. */
export function support(
  question: Question,
  candidate: Candidate,
  asked: readonly number[],
  vector: readonly number[],
): number {
  const lack = holdsWanted(question, candidate) ? 0 : LACKS_WANTED;
  return similarity(asked, vector) + coverage(question, candidate) - lack;
}

/**
 * Picks the one to three sentences that answer; none where support is too weak.
 * @param supports every sentence with its support
 * @returns the passage of the best sentence first, each passage's sentences in the order of its text; a sentence that
 * leans on the one before it brings that one along where there is room
 */
export function selectSentences(question: Question, supports: ReadonlyMap<Candidate, number>): Candidate[] {
  const ranked = [...supports].sort(([, a], [, b]) => b - a);
  const least = Math.max(LEAST_SUPPORT, (ranked[0]?.[1] ?? 0) * NEAR_BEST);
  // A name or a number is told by one sentence; more would only blur it.
  const most = question.wants === 'anything' ? MOST_SENTENCES : 1;
  const chosen = new Map<string, Candidate>();
  for (const [candidate] of ranked.filter(([, own]) => own >= least).slice(0, most)) {
    const parts = candidate.leansBack && candidate.before ? [candidate.before, candidate] : [candidate];
    const added = parts.filter(({ text }) => !chosen.has(text));
    if (chosen.size + added.length > MOST_SENTENCES) continue;
    for (const part of added) chosen.set(part.text, part);
  }
  const refs = [...chosen.values()].map(({ ref }) => ref);
  return [...chosen.values()].sort((a, b) => refs.indexOf(a.ref) - refs.indexOf(b.ref) || a.at - b.at);
}
