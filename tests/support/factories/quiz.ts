import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { QuestionReport } from '../../../db/models/question-report.js';
import { QuestionStatistics } from '../../../db/models/question-statistics.js';
import { Quiz } from '../../../db/models/quiz.js';
import { QuizAnswer } from '../../../db/models/quiz-answer.js';
import { QuizAttempt } from '../../../db/models/quiz-attempt.js';
import { QuizItem } from '../../../db/models/quiz-item.js';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { SecondSolve } from '../../../db/models/second-solve.js';
import { sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { type Columns, insertRow } from './insert-row.js';
import { failureOf, runColumns } from './run-columns.js';

const HOUR_MS = 3_600_000;

/** A question between two options, of which `right` is right. */
export const buildQuizQuestion = (db: Knex, columns: Columns<QuizQuestion, 'topicId'>): Promise<QuizQuestion> => {
  const options = [
    { id: 'right', text: 'It is so.' },
    { id: 'wrong', text: 'It is not so.' },
  ];
  return insertRow(QuizQuestion, db, {
    ...{ origin: 'test', slug: `made-${randomUUID()}`, kind: 'single-choice', difficulty: 'easy', stem: 'How is it?' },
    form: { kind: 'single-choice', options },
    key: { kind: 'single-choice', right: 'right' },
    ...{ explanation: 'It was seen.', evidence: { section: 'Seen', quote: 'It is so.' }, hash: randomUUID() },
    ...columns,
  });
};

/** A quiz of three questions that is ready, without its items; `buildQuizItems` gives it some. */
export const buildQuiz = (db: Knex, columns: Columns<Quiz, 'userId' | 'topicId'>): Promise<Quiz> => {
  const { id = randomUUID(), runNo = 1, status = 'ready' } = columns;
  return insertRow(Quiz, db, {
    ...{ id, wished: 3, seed: id, failure: failureOf(status), workflowId: workflowIdOf('generateQuiz', { id, runNo }) },
    questionCount: status === 'ready' ? 3 : null,
    ...runColumns(status),
    ...columns,
  });
};

/** Gives a quiz questions. */
export async function buildQuizItems(db: Knex, quizId: string, questionIds: readonly string[]): Promise<void> {
  for (const [at, questionId] of questionIds.entries())
    await insertRow(QuizItem, db, { quizId, questionId, position: at + 1 });
}

/** An attempt that was handed in; a running one is timed, and has an hour. */
export const buildQuizAttempt = (
  db: Knex,
  columns: Columns<QuizAttempt, 'userId' | 'quizId'>,
): Promise<QuizAttempt> => {
  const { id = randomUUID(), runNo = 1, status = 'ended' } = columns;
  const inAnHour = new Date(Date.now() + HOUR_MS);
  const timed = { deadline: inAnHour, workflowId: workflowIdOf('timeQuizAttempt', { id, runNo }) };
  const run =
    status === 'running'
      ? { ...timed, closesAt: inAnHour, nextCheckAt: inAnHour, finishedAt: null }
      : { finishedAt: new Date() };
  const ended = { endedAt: new Date(), endedBy: 'student' as const, score: 1, xp: 0 };
  return insertRow(QuizAttempt, db, {
    ...{ id, status, number: 1, orderSeed: id, startedAt: new Date(Date.now() - HOUR_MS) },
    ...run,
    ...(status === 'ended' ? ended : {}),
    ...columns,
  });
};

/** A right answer to a question that `buildQuizQuestion` made, graded; of an attempt that is open not yet. */
export const buildQuizAnswer = (
  db: Knex,
  { isGraded = true, ...columns }: Columns<QuizAnswer, 'attemptId' | 'questionId' | 'userId'> & { isGraded?: boolean },
): Promise<QuizAnswer> =>
  insertRow(QuizAnswer, db, {
    ...{ answer: { kind: 'single-choice', chosen: 'right' }, revision: 1, answeredAt: new Date() },
    ...(isGraded ? { mark: 1, rule: 'single-choice', isNew: true } : {}),
    ...columns,
  });

/** What a student says of a question. */
export const buildQuestionReport = (
  db: Knex,
  columns: Columns<QuestionReport, 'userId' | 'questionId'>,
): Promise<QuestionReport> => insertRow(QuestionReport, db, { reason: 'text', ...columns });

/** What one right answer to a question adds up to. */
export const buildQuestionStatistics = (
  db: Knex,
  columns: Columns<QuestionStatistics, 'questionId'>,
): Promise<QuestionStatistics> =>
  insertRow(QuestionStatistics, db, { ...sumsOf([{ mark: 1e4, total: 1e4 }]), ...columns });

/** A second solve of a question, in which the key was found. */
export const buildSecondSolve = (db: Knex, columns: Columns<SecondSolve, 'questionId'>): Promise<SecondSolve> =>
  insertRow(SecondSolve, db, { reports: 3, model: 'test', verdicts: ['match', 'match'], ...columns });
