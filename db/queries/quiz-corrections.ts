import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { GradedQuestion } from '../../domain/quizzes/result.js';
import type { RetireReason } from '../../domain/quizzes/retirement.js';
import { QuizQuestion } from '../models/quiz-question.js';
import { ReviewCard } from '../models/review-card.js';

const GRADING = `hashtextextended('grading of quizzes', 0)`;

/** Says until the transaction ends that an attempt is being graded; many may be at once. */
export async function shareGrading(trx: Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock_shared(${GRADING})`);
}

/**
 * Waits until no attempt is being graded, and lets none be until the transaction ends: so that each is graded either
 * before what the transaction changes, and can be found by then, or with it.
 */
export async function stopGrading(trx: Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(${GRADING})`);
}

/** An attempt that has ended, with all that its score is made of. */
export interface ScoredAttempt {
  id: string;
  userId: string;
  email: string;
  score: number;
  questions: (GradedQuestion & { questionId: string })[];
}

/** Attempts at a question that have ended, in the order of their ids, of whoever is active. */
export async function listScoredAttempts(
  db: Knex,
  questionId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ScoredAttempt[]> {
  const attempts = db('quizAttempts as a')
    .join('quizAnswers as w', 'w.attemptId', 'a.id')
    .join('users as u', 'u.id', 'a.userId')
    .where({ 'w.questionId': questionId, 'a.status': 'ended', 'u.status': 'active' })
    .orderBy('a.id')
    .limit(limit)
    .select('a.id', 'a.userId', 'u.email', 'a.score', db.raw(`${QUESTIONS} AS questions`));
  if (after !== undefined) attempts.where('a.id', '>', after);
  return attempts;
}

/** How the questions of an attempt were graded. */
export async function listGraded(db: Knex, attemptId: string): Promise<ScoredAttempt['questions']> {
  const [row] = await db('quizAttempts as a')
    .where({ 'a.id': attemptId })
    .select(db.raw(`${QUESTIONS} AS questions`));
  return row?.questions ?? [];
}

const QUESTIONS = `(SELECT json_agg(json_build_object('questionId', o.question_id, 'mark', o.mark,
  'isAnswered', o.answer IS NOT NULL, 'isNew', o.is_new, 'isRetired', COALESCE(q.retired_for = 'quality', false)))
  FROM quiz_answers o JOIN quiz_questions q ON q.id = o.question_id WHERE o.attempt_id = a.id)`;

/** A question that was found to be bad, of which something is left to be made good. */
export interface UncorrectedQuestion {
  questionId: string;
  reason: RetireReason;
}

/** Those, in the order of their ids. */
export function listUncorrected(
  db: Knex,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<UncorrectedQuestion[]> {
  const questions = QuizQuestion.query(db)
    .where({ retiredFor: 'quality', correctedAt: null })
    .whereNotNull('retiredReason')
    .orderBy('id')
    .limit(limit)
    .select('id as questionId', 'retiredReason as reason');
  if (after !== undefined) questions.where('id', '>', after);
  return questions.castTo<UncorrectedQuestion[]>().execute();
}

/** A card that was made from a question. */
export type QuestionCard = Pick<ReviewCard, 'id' | 'userId'>;

/** Cards that were made from a question under this key and are asked still, in the order of their ids. */
export function listCardsOfQuestion(
  db: Knex,
  {
    questionId,
    originKey,
    after,
    limit,
  }: { questionId: string; originKey: string; after: string | undefined; limit: number },
): Promise<QuestionCard[]> {
  const cards = ReviewCard.query(db)
    .where({ originKey, suspendedReason: null })
    .whereIn('userId', db('quizAnswers').where({ questionId }).select('userId'))
    .orderBy('id')
    .limit(limit)
    .select('id', 'userId');
  if (after !== undefined) cards.where('id', '>', after);
  return cards.execute();
}
