import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Candidate } from '../../domain/quizzes/pick-questions.js';
import type { Quiz } from '../models/quiz.js';
import { QuizAnswer } from '../models/quiz-answer.js';
import { QuizItem } from '../models/quiz-item.js';
import { QuizQuestion } from '../models/quiz-question.js';

/** What a quiz is about. */
type About = Pick<Quiz, 'topicId' | 'lessonId'>;

/** Written questions that are offered on a topic, or on one lesson of it. */
const offered = (db: Knex, { topicId, lessonId }: About) => {
  const questions = QuizQuestion.query(db)
    .alias('q')
    .where({ 'q.topicId': topicId, 'q.ownerId': null })
    .whereNull('q.retiredAt');
  return lessonId === null ? questions : questions.where({ 'q.lessonId': lessonId });
};

/** Whether there is any written question on it. */
export const hasQuestions = async (db: Knex, about: About): Promise<boolean> =>
  (await offered(db, about).select('q.id').first()) !== undefined;

/** SQL that is true for two versions of one question: a text that was corrected is no other question. */
export const sameQuestion = (one: string, other: string): string =>
  `((${one}.slug, ${one}.origin) = (${other}.slug, ${other}.origin) AND ${one}.topic_id IS NOT DISTINCT FROM ${other}.topic_id)`;

/** SQL that is true where a student has handed in a question, in whatever quiz and version; both are SQL. */
export const wasHandedIn = (question: string, userId: string): string =>
  `EXISTS (SELECT FROM quiz_questions o JOIN quiz_answers w ON w.question_id = o.id
     WHERE w.user_id = ${userId} AND w.is_new IS NOT NULL AND ${sameQuestion('o', question)})`;

/** The written questions that a student's quiz may have, each with when a quiz of the student had it last. */
export const listCandidates = (
  db: Knex,
  { userId, kinds, difficulty, ...about }: Pick<Quiz, 'userId' | 'kinds' | 'difficulty'> & About,
): Promise<Candidate[]> => {
  const questions = offered(db, about)
    .joinRaw(
      `LEFT JOIN (SELECT o.topic_id, o.slug, o.origin, max(z.created_at) AS asked_at
         FROM quizzes z JOIN quiz_items i ON i.quiz_id = z.id JOIN quiz_questions o ON o.id = i.question_id
         WHERE z.user_id = :userId AND z.topic_id = :topicId GROUP BY o.topic_id, o.slug, o.origin) AS asked
       ON ${sameQuestion('asked', 'q')}`,
      { userId, topicId: about.topicId },
    )
    .orderBy(['q.slug', 'q.origin'])
    .select(
      'q.id',
      'q.kind',
      'asked.askedAt',
      db.raw(`concat_ws(' ', q.lesson_id, q.evidence ->> 'section') AS section`),
    );
  if (kinds) questions.whereIn('q.kind', kinds);
  if (difficulty) questions.where({ 'q.difficulty': difficulty });
  return questions.castTo<Candidate[]>().execute();
};

/** Gives a quiz its questions, in this order. */
export async function insertItems(trx: Transaction, quizId: string, questionIds: readonly string[]): Promise<void> {
  const items = questionIds.map((questionId, at) => ({ quizId, questionId, position: at + 1 }));
  // The reference locks the question: in the order of ids, as whoever loads questions does.
  await QuizItem.query(trx).insert(items.toSorted((a, b) => (a.questionId < b.questionId ? -1 : 1)));
}

/** Whether a student was ever asked a question. */
export const wasAsked = async (db: Knex, userId: string, questionId: string): Promise<boolean> =>
  (await QuizAnswer.query(db).findOne({ userId, questionId }).select('questionId')) !== undefined;
