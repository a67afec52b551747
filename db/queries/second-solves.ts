import type { Knex } from 'knex';
import type { LessonEvidence, QuizQuestion } from '../models/quiz-question.js';
import { SecondSolve } from '../models/second-solve.js';
import { REPORTS } from './question-statistics.js';

/** A written question that students have reported, with the lesson that it rests on. */
export interface QuestionToSolve extends Pick<QuizQuestion, 'id' | 'stem' | 'form' | 'key'> {
  evidence: LessonEvidence;
  /** Of the lesson. */
  body: string;
  /** Students who have reported it. */
  reports: number;
}

const SOLVED_AT = 'COALESCE((SELECT max(v.reports) FROM second_solves v WHERE v.question_id = q.id), 0)';

/** Written questions that are offered and that so many have reported since they were solved last, by their ids. */
export async function listToSolve(
  db: Knex,
  { reports, after, limit }: { reports: number; after: string | undefined; limit: number },
): Promise<QuestionToSolve[]> {
  const questions = db('quizQuestions as q')
    .join('lessons as l', 'l.id', 'q.lessonId')
    .where({ 'q.ownerId': null, 'q.retiredAt': null })
    .whereRaw(`${REPORTS} >= ${SOLVED_AT} + ?`, [reports])
    .orderBy('q.id')
    .limit(limit)
    .select('q.id', 'q.stem', 'q.form', 'q.key', 'q.evidence', 'l.body', db.raw(`${REPORTS} AS reports`));
  if (after !== undefined) questions.where('q.id', '>', after);
  return questions;
}

/** Keeps what solves came to; what is there already stays. */
export async function insertSecondSolve(
  db: Knex,
  solve: Pick<SecondSolve, 'questionId' | 'reports' | 'verdicts' | 'model'>,
): Promise<void> {
  await SecondSolve.query(db).insert(solve).onConflict(['questionId', 'reports']).ignore();
}
