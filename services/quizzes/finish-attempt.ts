import type { Transaction } from 'objection';
import type { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { writeNotices } from '../../db/queries/notices.js';
import { listHandedIn, writeMarks } from '../../db/queries/quiz-answers.js';
import { shareGrading } from '../../db/queries/quiz-corrections.js';
import { lockQuota } from '../../db/queries/quota.js';
import { isRight, type Result, resultOf } from '../../domain/quizzes/result.js';
import { creditActivity } from '../game/credit-activity.js';
import { raiseVersion } from '../game/raise-version.js';
import { recordAnswers } from '../mastery/record-answers.js';
import { addCardsThatFit } from '../reviews/add-cards-that-fit.js';
import { finishRow } from '../runs/finish-run.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { type Graded, gradeHandedIn } from './grade-handed-in.js';
import { cardOf, topicAnswerOf } from './learned.js';
import { resumed } from './pause-attempt.js';
import { countFirstAnswers } from './statistics/count-first-answers.js';

/**
 * Ends an attempt that is locked and open: grades every question, and gives what follows from it, all in the caller's
 * transaction. A notice tells of one that its deadline has ended.
 */
export async function finishAttempt(
  attempt: QuizAttempt,
  { endedBy, now }: { endedBy: 'student' | 'deadline'; now: Date },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const { id, userId } = attempt;
  const endedAt = endedBy === 'deadline' ? (attempt.deadline ?? now) : now;
  // A student's attempts take turns here, so that a question of two of them is new in one.
  await lockQuota(trx, userId);
  await shareGrading(trx);
  const graded = (await listHandedIn(trx, attempt)).map(gradeHandedIn);
  const result = resultOf(graded);
  await writeMarks(trx, id, graded);
  const missed = graded.filter((one) => one.isAnswered && !isRight(one) && !one.isRetired);
  await addCardsThatFit(userId, missed.map(cardOf), trx);
  const fresh = graded.filter(({ isNew, isAnswered }) => isNew && isAnswered);
  const answers = fresh.flatMap((one) => topicAnswerOf(one, { attemptId: id, endedAt }) ?? []);
  await recordAnswers({ userId, answers }, trx);
  const xp = await credit({ attempt, graded, result, endedAt }, now, after, trx);
  const ended = { status: 'ended', endedAt, endedBy, score: result.score, xp } as const;
  await finishRow('timeQuizAttempt', attempt, { ...resumed(attempt, endedAt), ...ended }, now, trx);
  if (endedBy === 'deadline') {
    const facts = { attemptId: id, percent: Math.round(result.score * 100) };
    await writeNotices(trx, userId, [{ kind: 'quiz-result', topic: id, facts }]);
  }
  await countFirstAnswers(graded, trx);
}

/** Credits an attempt in which something was answered. @returns the XP that it brought */
async function credit(
  {
    attempt,
    graded,
    result,
    endedAt,
  }: { attempt: QuizAttempt; graded: readonly Graded[]; result: Result; endedAt: Date },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<number> {
  const { id, userId } = attempt;
  if (!graded.some(({ isAnswered }) => isAnswered)) {
    await raiseVersion(userId, trx);
    return 0;
  }
  const { points, isFinished, isPerfect } = result;
  const activity = {
    ...({ userId, kind: 'quiz', cause: `quiz:${id}`, sourceId: id, at: endedAt, points } as const),
    adds: {
      quizzesFinished: Number(isFinished),
      perfectQuizzes: Number(isPerfect),
      rightAnswers: graded.filter(({ isNew }) => isNew).map(isRight),
    },
    topicId: graded[0]?.topicId ?? null,
  };
  return (await creditActivity(activity, now, after, trx))?.xp ?? 0;
}
