import type { Knex } from 'knex';
import type { Quiz } from '../../db/models/quiz.js';
import { listCandidates } from '../../db/queries/quiz-questions.js';
import { pickQuestions } from '../../domain/quizzes/pick-questions.js';

/** The written questions that a quiz has, as many as it may have; none for one on materials. @returns ids */
export async function writtenQuestions(quiz: Quiz, db: Knex): Promise<string[]> {
  const { topicId, wished: count, seed, source, materialIds } = quiz;
  if (topicId === null || materialIds.length > 0 || source === 'generated') return [];
  return pickQuestions(await listCandidates(db, { ...quiz, topicId }), { count, seed });
}
