import type { SourceSpan } from '../../text/source-spans.js';
import type { Check } from '../checks/flaw.js';
import type { DraftQuestion } from '../draft-question.js';

/** What a solver who was not told the key makes of a question. */
export type SolverVerdict = 'match' | 'disagree' | 'ambiguous' | 'not-in-passage';

/** Who drafted a question. */
export interface DraftedBy {
  provider: 'openai' | 'offline';
  model: string;
}

/** What was found of a drafted question. */
export interface Verdict {
  /** The checks that refuse it; none where it may be asked. */
  flaws: Check[];
  /** What each solve came to, in order; none of questions that are copied sentences. */
  solves: SolverVerdict[];
}

/** A question between the step that drafts it and the one that stores it. */
export interface HeldQuestion {
  /** Its own, once it is stored. */
  id: string;
  /** Its quote is said to stand in passage n, which is `spans[n - 1]`. */
  ref: number;
  question: DraftQuestion;
  by: DraftedBy;
  /** Null until it was checked. */
  verdict: Verdict | null;
}

/** What a run has drafted so far; it is kept in its row, so that nothing is paid for twice. */
export interface QuizDraft {
  /** How often passages were chosen. */
  rounds: number;
  /** Chunks that were chosen so far. */
  chunkIds: string[];
  /** The passages of these. */
  spans: SourceSpan[];
  /** Numbers of the passages that are still to be drafted from in this round. */
  pending: number[];
  questions: HeldQuestion[];
}

export const EMPTY_DRAFT: QuizDraft = { rounds: 0, chunkIds: [], spans: [], pending: [], questions: [] };

/** How often passages are chosen at most: once, and twice more for questions that were refused. */
export const MAX_ROUNDS = 3;

/** Solves that a question of a chat model needs, and each of which gives its key. */
const SOLVES = 2;

/** Whether no check refuses it, so far. */
export const isSound = ({ verdict }: HeldQuestion): boolean => verdict !== null && verdict.flaws.length === 0;

/** Whether it is still to be solved: no solve has spoken against it yet. */
export const isToSolve = (held: HeldQuestion): boolean =>
  isSound(held) &&
  held.by.provider !== 'offline' &&
  (held.verdict?.solves.length ?? 0) < SOLVES &&
  (held.verdict?.solves ?? []).every((one) => one === 'match');

/** Whether it may be asked. A chat model's question also needs that every solve of it gives its key. */
export const isAccepted = (held: HeldQuestion): boolean =>
  isSound(held) && !isToSolve(held) && (held.verdict?.solves ?? []).every((one) => one === 'match');

/** How many drafts each check and each solver's verdict has refused, by its name. */
export function refusalsOf({ questions }: QuizDraft): Record<string, number> {
  const refusals: Record<string, number> = {};
  for (const { verdict } of questions) {
    const solved = verdict?.solves.find((one) => one !== 'match');
    const [first = solved && `solver-${solved}`] = verdict?.flaws ?? [];
    if (first !== undefined) refusals[first] = (refusals[first] ?? 0) + 1;
  }
  return refusals;
}
