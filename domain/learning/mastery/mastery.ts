import { type AnswerKind, DEFAULT_MODEL, guessOf } from './model.js';
import { trace } from './trace.js';
import { type MasteryWord, nextWord } from './words.js';

/** An answer to something of a topic. */
export interface TopicAnswer {
  kind: AnswerKind;
  /** How many there were to choose from, where it is a choice. */
  options: number | null;
  isRight: boolean;
}

/** What is known of a student's knowledge of a topic or a subject, and by how much evidence. */
export interface Mastery {
  /** The probability that the student knows the topic, or the share of the subject that is known; 0 to 1. */
  known: number;
  word: MasteryWord;
  answers: number;
  rightAnswers: number;
}

/** Before the first answer. */
export const NO_MASTERY: Mastery = { known: DEFAULT_MODEL.prior, word: 'new', answers: 0, rightAnswers: 0 };

/** Mastery after one answer more. */
export function countAnswer(before: Mastery, { kind, options, isRight }: TopicAnswer): Mastery {
  const known = trace(before.known, { isRight, guess: guessOf(kind, options) });
  return {
    known,
    word: nextWord(before.word, { known, isRight }),
    answers: before.answers + 1,
    rightAnswers: before.rightAnswers + (isRight ? 1 : 0),
  };
}

/** Mastery by all answers to a topic, in the order in which they were given. */
export const masteryOf = (answers: readonly TopicAnswer[]): Mastery => answers.reduce(countAnswer, NO_MASTERY);

/** The share of answers that were right; null without one. */
export const plainRate = ({ answers, rightAnswers }: Pick<Mastery, 'answers' | 'rightAnswers'>): number | null =>
  answers === 0 ? null : rightAnswers / answers;
