import type { Difficulty, DraftQuestion } from '../../domain/quizzes/draft-question.js';
import type { Solved } from '../../domain/quizzes/generation/blind.js';
import type { QuestionForm, QuestionKind } from '../../domain/quizzes/question.js';
import type { AiCall, Passage } from './provider.js';

/** What is to be drafted. */
export interface QuestionOrder {
  /** Questions that are wanted; fewer are no failure. */
  count: number;
  kinds: readonly QuestionKind[];
  /** Null for any. */
  difficulty: Difficulty | null;
  /** Stems of questions that there are already. */
  known: readonly string[];
}

/** A question with the number of the passage that it rests on; its quote is a claim until it is verified. */
export interface PlacedDraft {
  ref: number;
  question: DraftQuestion;
}

/** A question without its key, and the passage that it is to be answered from. */
export interface BlindQuestion {
  passage: string;
  stem: string;
  form: QuestionForm;
}

/** Drafts questions from passages. It throws Failure as AnswerProvider does. */
export interface QuestionWriter {
  readonly name: 'openai' | 'offline';
  readonly model: string;
  /** Passages that one call takes, and how many are looked at for a question. */
  readonly passages: { aCall: number; aQuestion: number };
  draft(order: QuestionOrder, passages: readonly Passage[], call?: AiCall): Promise<PlacedDraft[]>;
  /**
   * Answers questions from their passages, in order; null where nothing was said of one. Null where the questions are
   * copied sentences, whose key is what they say.
   */
  solve: ((questions: readonly BlindQuestion[], call?: AiCall) => Promise<(Solved | null)[]>) | null;
}
