import type { SavedAnswer } from '../../../db/queries/quiz-answers.js';
import type { AttemptQuestion, AttemptWithQuestions, FinishedAttempt } from '../../../db/queries/quiz-attempts.js';
import type { QuizWithAttempts } from '../../../db/queries/quizzes.js';
import { arrange } from '../../../domain/quizzes/arrange.js';
import { PROBLEMS, RULES } from '../../../domain/quizzes/grading/rules.js';
import { RETIRE_TEXTS } from '../../../domain/quizzes/retirement.js';
import { rightAnswer } from '../../../domain/quizzes/right-answer.js';
import { shownDifficulty } from '../../../domain/quizzes/statistics/shown-difficulty.js';
import { failureCode } from '../../../domain/runs/failure-code.js';
import type { KeptAnswer } from '../../../services/quizzes/save-answer.js';

/** ISO 8601, of what JSON or a column has. */
const instantOf = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A quiz as its owner sees it: without its questions, which attempts have. */
export const presentQuiz = ({ wished, failure, attempts, ...quiz }: QuizWithAttempts) => ({
  id: quiz.id,
  status: quiz.status,
  topic: quiz.topic,
  lessonId: quiz.lessonId,
  materialIds: quiz.materialIds,
  pages: quiz.pageFrom === null || quiz.pageTo === null ? null : { from: quiz.pageFrom, to: quiz.pageTo },
  source: quiz.source,
  count: wished,
  kinds: quiz.kinds,
  difficulty: quiz.difficulty,
  timeLimitMinutes: quiz.timeLimitMinutes,
  questionCount: quiz.questionCount,
  isShorter: quiz.questionCount !== null && quiz.questionCount < wished,
  refusals: quiz.refusals,
  failure: failure && failureCode(failure),
  attempts: attempts.map(({ startedAt, ...attempt }) => ({ ...attempt, startedAt: instantOf(startedAt) })),
  createdAt: quiz.createdAt.toISOString(),
  finishedAt: instantOf(quiz.finishedAt),
});

/** An attempt with its questions in its own order; keys are there once it has ended. */
export const presentAttempt = (attempt: AttemptWithQuestions) => ({
  id: attempt.id,
  quizId: attempt.quizId,
  topic: attempt.topic,
  lessonId: attempt.lessonId,
  materialIds: attempt.materialIds,
  number: attempt.number,
  status: attempt.status,
  startedAt: attempt.startedAt.toISOString(),
  deadline: instantOf(attempt.deadline),
  pausedAt: instantOf(attempt.pausedAt),
  endedAt: instantOf(attempt.endedAt),
  endedBy: attempt.endedBy,
  seconds: attempt.endedAt && secondsOf({ ...attempt, endedAt: attempt.endedAt }),
  score: attempt.score,
  xp: attempt.xp,
  questions: arrange(attempt.questions, attempt.orderSeed).map(presentQuestion),
});

const presentQuestion = ({ result, answeredAt, ...question }: AttemptQuestion) => ({
  ...question,
  answeredAt: instantOf(answeredAt),
  result: result && {
    mark: result.mark,
    rule: RULES[result.rule],
    problem: result.problem && PROBLEMS[result.problem],
    isNew: result.isNew,
    difficulty: result.counted && shownDifficulty(result.counted),
    retired: result.retiredReason && RETIRE_TEXTS[result.retiredReason],
    key: result.key,
    rightAnswer: rightAnswer(question.form, result.key),
    explanation: result.explanation,
    citation: {
      lessonId: result.lessonId,
      materialId: result.materialId,
      title: result.lessonTitle ?? result.materialTitle,
      pageNo: result.pageNo,
      section: result.section,
      quote: result.quote,
    },
  },
});

/** An answer that is kept. */
export const presentKept = ({ answeredAt, ...answer }: KeptAnswer & SavedAnswer) => ({
  ...answer,
  answeredAt: instantOf(answeredAt),
});

/** An attempt of the history. */
export const presentFinished = (attempt: FinishedAttempt) => ({
  attemptId: attempt.id,
  quizId: attempt.quizId,
  topic: attempt.topic,
  lessonId: attempt.lessonId,
  materialIds: attempt.materialIds,
  number: attempt.number,
  startedAt: attempt.startedAt.toISOString(),
  endedAt: attempt.endedAt.toISOString(),
  endedBy: attempt.endedBy,
  seconds: secondsOf(attempt),
  questions: attempt.questions,
  right: attempt.right,
  score: attempt.score,
  xp: attempt.xp,
});

const secondsOf = ({ startedAt, endedAt, pausedMs }: { startedAt: Date; endedAt: Date; pausedMs: number }): number =>
  Math.max(0, Math.round((endedAt.getTime() - startedAt.getTime() - pausedMs) / 1_000));
