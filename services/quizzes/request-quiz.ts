import { createHash } from 'node:crypto';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Lesson } from '../../db/models/lesson.js';
import { Quiz } from '../../db/models/quiz.js';
import { hasQuestions } from '../../db/queries/quiz-questions.js';
import { Problem } from '../../domain/problems.js';
import type { Difficulty } from '../../domain/quizzes/draft-question.js';
import type { QuestionKind } from '../../domain/quizzes/question.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';
import { completeKey, type IdempotentRequest, type Lease, withIdempotencyKey } from '../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';

/** What a student wishes to be asked; a topic by its name, or a lesson. */
export interface QuizWish {
  topic?: string | undefined;
  lessonId?: string | undefined;
  count: number;
  /** All, unless some are named. */
  kinds?: QuestionKind[] | undefined;
  difficulty?: Difficulty | undefined;
  timeLimitMinutes?: number | undefined;
}

/**
 * Queues a quiz.
 * @returns its id
 * @throws Problem not-found for a topic or lesson; invalid-request for one that has no questions; idempotency-key-*;
 * those of lockCallerForShare.
 */
export function requestQuiz(
  deps: TransactionDeps,
  { caller, wish, idempotent }: { caller: Caller; wish: QuizWish; idempotent: IdempotentRequest | undefined },
): Promise<string> {
  const fingerprint = fingerprintOf(wish);
  return withIdempotencyKey(deps, idempotent, {
    first: (lease) => queueQuiz(deps, { caller, wish, lease, fingerprint }),
    fingerprint: async () => fingerprint,
    repeat: (quizId) => quizId,
  });
}

function queueQuiz(
  deps: TransactionDeps,
  input: { caller: Caller; wish: QuizWish; lease: Lease | undefined; fingerprint: string },
): Promise<string> {
  const { caller, wish, lease, fingerprint } = input;
  const { count: wished, kinds = null, difficulty = null, timeLimitMinutes = null } = wish;
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const about = await findAbout(wish, trx);
    const id = uuidv7();
    await Quiz.query(trx).insert({
      ...firstRun('generateQuiz', id, deps.clock()),
      ...{ userId: caller.userId, ...about, wished, kinds, difficulty, timeLimitMinutes, seed: id },
    });
    if (lease) await completeKey(lease, { resourceId: id, fingerprint }, trx);
    after.start.push(startOf('generateQuiz', { id, runNo: 1, userId: caller.userId }));
    return id;
  });
}

/** @throws Problem not-found, invalid-request */
async function findAbout({ topic, lessonId }: QuizWish, trx: Transaction) {
  const about = lessonId === undefined ? await aboutTopic(topic, trx) : await aboutLesson(lessonId, trx);
  if (await hasQuestions(trx, about)) return about;
  const errors = [{ pointer: lessonId === undefined ? '/topic' : '/lessonId', detail: 'There are no questions on it' }];
  throw new Problem('invalid-request', 'There are no questions on this yet.', { errors });
}

async function aboutTopic(topic: string | undefined, trx: Transaction) {
  const topicId = await topicIdOf(topic, trx);
  if (topicId === null) throw new Problem('not-found', 'There is no such topic.');
  return { topicId, lessonId: null };
}

async function aboutLesson(lessonId: string, trx: Transaction) {
  const lesson = await Lesson.query(trx).findById(lessonId).whereNull('retiredAt').select('topicId');
  if (!lesson) throw new Problem('not-found', 'No such lesson.');
  return { topicId: lesson.topicId, lessonId };
}

const fingerprintOf = ({ topic, lessonId, count, kinds, difficulty, timeLimitMinutes }: QuizWish): string =>
  createHash('sha256')
    .update(JSON.stringify([topic, lessonId, count, kinds, difficulty, timeLimitMinutes]))
    .digest('hex');
