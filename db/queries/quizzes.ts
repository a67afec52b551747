import type { Knex } from 'knex';
import { raw } from 'objection';
import { QUIZ_ATTEMPTS_SHOWN } from '../../domain/quizzes/limits.js';
import { Quiz } from '../models/quiz.js';
import type { QuizAttempt } from '../models/quiz-attempt.js';
import { type CardWithTopic, cardsOfQuiz } from './cards.js';
import { topicNameOf } from './subjects.js';

/** A quiz with the name of its topic, subject/topic, where it has one, and what was made of it. */
export interface QuizWithAttempts extends Quiz {
  topic: string | null;
  /** The last QUIZ_ATTEMPTS_SHOWN, the earliest first. */
  attempts: (Pick<QuizAttempt, 'id' | 'number' | 'status' | 'score'> & {
    /** ISO 8601. */
    startedAt: string;
  })[];
}

/** One of a student's quizzes that can be taken. */
export async function findQuiz(db: Knex, userId: string, id: string): Promise<QuizWithAttempts | undefined> {
  const [quiz] = await Quiz.query(db)
    .alias('z')
    .where({ 'z.userId': userId, 'z.id': id, 'z.makes': 'quiz' })
    .select(
      'z.*',
      raw(`${topicNameOf('z.topic_id')} AS topic`),
      raw(`(SELECT COALESCE(json_agg(json_build_object('id', a.id, 'number', a.number, 'status', a.status,
          'score', a.score, 'startedAt', a.started_at) ORDER BY a.number), '[]')
        FROM (SELECT * FROM quiz_attempts WHERE quiz_id = z.id ORDER BY number DESC LIMIT ${QUIZ_ATTEMPTS_SHOWN}) a)
        AS attempts`),
    )
    .castTo<QuizWithAttempts[]>();
  return quiz;
}

/** The making of cards, with those that were made and not removed since. */
export interface MadeCards extends Quiz {
  cards: CardWithTopic[];
}

/** One time that cards were generated for a student. */
export async function findMadeCards(db: Knex, userId: string, id: string): Promise<MadeCards | undefined> {
  const quiz = await Quiz.query(db).findOne({ id, userId, makes: 'cards' });
  return quiz && Object.assign(quiz, { cards: await cardsOfQuiz(db, userId, id) });
}
