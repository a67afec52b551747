import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { GivenAnswer } from '../../domain/quizzes/question.js';
import { QuizAnswer } from '../models/quiz-answer.js';
import type { QuizQuestion } from '../models/quiz-question.js';
import { wasHandedIn } from './quiz-questions.js';

/** Makes the rows of an attempt, one a question of its quiz; as insertItems, in the order of ids. */
export async function insertBlankAnswers(
  trx: Transaction,
  attempt: { id: string; quizId: string; userId: string },
): Promise<void> {
  await trx.raw(
    `INSERT INTO quiz_answers (attempt_id, question_id, user_id)
     SELECT :id, question_id, :userId FROM quiz_items WHERE quiz_id = :quizId ORDER BY question_id`,
    attempt,
  );
}

/** A question of an attempt with what was answered so far, and without its key. */
export type AskedQuestion = Pick<QuizAnswer, 'questionId' | 'answer' | 'revision' | 'answeredAt'> &
  Pick<QuizQuestion, 'form'>;

/** Some questions of an attempt; those that it does not have are left out. */
export const listAsked = (trx: Knex, attemptId: string, questionIds: readonly string[]): Promise<AskedQuestion[]> =>
  QuizAnswer.query(trx)
    .alias('w')
    .join('quizQuestions as q', 'q.id', 'w.questionId')
    .where({ 'w.attemptId': attemptId })
    .whereIn('w.questionId', [...questionIds])
    .select('w.questionId', 'w.answer', 'w.revision', 'w.answeredAt', 'q.form')
    .castTo<AskedQuestion[]>()
    .execute();

/** What is answered to a question; null for nothing. */
export interface Answered {
  questionId: string;
  answer: GivenAnswer | null;
}

/** What a row says of an answer that was saved. */
export type SavedAnswer = Pick<QuizAnswer, 'questionId' | 'answer' | 'revision' | 'answeredAt'>;

/** Writes answers of an attempt that is locked; one that says what is there already changes nothing. @returns those that changed */
export async function writeAnswers(
  trx: Transaction,
  attemptId: string,
  answers: readonly Answered[],
  now: Date,
): Promise<SavedAnswer[]> {
  const { rows } = await trx.raw<{ rows: SavedAnswer[] }>(
    `UPDATE quiz_answers AS held
     SET answer = given.answer, revision = held.revision + 1, answered_at = :now, updated_at = clock_timestamp()
     FROM jsonb_to_recordset(CAST(:answers AS jsonb)) AS given ("questionId" uuid, answer jsonb)
     WHERE held.attempt_id = :attemptId AND held.question_id = given."questionId"
       AND held.answer IS DISTINCT FROM given.answer
     RETURNING held.question_id AS "questionId", held.answer, held.revision, held.answered_at AS "answeredAt"`,
    { attemptId, answers: JSON.stringify(answers), now },
  );
  return rows;
}

/** A question that is handed in, with its key. */
export type HandedIn = Pick<QuizAnswer, 'questionId' | 'answer' | 'answeredAt'> &
  Pick<QuizQuestion, 'kind' | 'stem' | 'form' | 'key' | 'explanation' | 'topicId' | 'lessonId'> & {
    /** Whether the student had not handed it in before, in whatever quiz and version. */
    isNew: boolean;
    /** Whether it was found to be bad. */
    isRetired: boolean;
  };

/** The questions of an attempt as they are handed in, in the order of its quiz. */
export const listHandedIn = (
  trx: Transaction,
  { id, quizId, userId }: { id: string; quizId: string; userId: string },
): Promise<HandedIn[]> =>
  QuizAnswer.query(trx)
    .alias('w')
    .join('quizQuestions as q', 'q.id', 'w.questionId')
    .join('quizItems as i', (join) => join.on('i.questionId', 'w.questionId').andOnVal('i.quizId', quizId))
    .where({ 'w.attemptId': id })
    .orderBy('i.position')
    .select('w.questionId', 'w.answer', 'w.answeredAt')
    .select('q.kind', 'q.stem', 'q.form', 'q.key', 'q.explanation', 'q.topicId', 'q.lessonId')
    .select(trx.raw(`COALESCE(q.retired_for = 'quality', false) AS is_retired`))
    .select(trx.raw(`NOT ${wasHandedIn('q', '?')} AS is_new`, [userId]))
    .castTo<HandedIn[]>()
    .execute();

/** What an answer was graded with. */
export type Marked = Pick<QuizAnswer, 'questionId'> & {
  mark: number;
  rule: string;
  problem: string | null;
  isNew: boolean;
};

/** Writes the marks of an attempt that is locked. */
export async function writeMarks(trx: Transaction, attemptId: string, marked: readonly Marked[]): Promise<void> {
  await trx.raw(
    `UPDATE quiz_answers AS held SET mark = given.mark, rule = given.rule, problem = given.problem,
       is_new = given."isNew", updated_at = clock_timestamp()
     FROM jsonb_to_recordset(CAST(:marked AS jsonb))
       AS given ("questionId" uuid, mark double precision, rule text, problem text, "isNew" boolean)
     WHERE held.attempt_id = :attemptId AND held.question_id = given."questionId"`,
    { attemptId, marked: JSON.stringify(marked) },
  );
}
