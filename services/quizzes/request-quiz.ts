import { v7 as uuidv7 } from 'uuid';
import type { Answerer } from '../../clients/ai/index.js';
import { Quiz } from '../../db/models/quiz.js';
import type { Difficulty } from '../../domain/quizzes/draft-question.js';
import type { QuizSource } from '../../domain/quizzes/limits.js';
import type { QuestionKind } from '../../domain/quizzes/question.js';
import { hashJson } from '../../lib/hash-json.js';
import { type AiLimits, assertAiBudget } from '../ai/assert-budget.js';
import { raiseVersion } from '../game/raise-version.js';
import { assertCardRoom } from '../reviews/card-room.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';
import { completeKey, type IdempotentRequest, type Lease, withIdempotencyKey } from '../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { findQuizSource, type QuizAbout } from './quiz-source.js';

/** What a student wishes to be asked, or to have cards of. */
export interface QuizWish extends QuizAbout {
  makes: Quiz['makes'];
  count: number;
  /** All, unless some are named. */
  kinds?: QuestionKind[] | undefined;
  difficulty?: Difficulty | undefined;
  timeLimitMinutes?: number | undefined;
  source: QuizSource;
}

export interface QuizDeps extends TransactionDeps {
  ai: AiLimits;
  /** Who drafts questions now. */
  answerer: Answerer;
}

/**
 * Queues a quiz, or cards.
 * @returns its id
 * @throws Problem not-found for a topic, lesson or material; invalid-request for one that no question can come from;
 * ai-budget-exhausted where a chat model is needed; too-many-cards where there is no room for as many;
 * idempotency-key-*; those of lockCallerForShare.
 */
export function requestQuiz(
  deps: QuizDeps,
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
  deps: QuizDeps,
  input: { caller: Caller; wish: QuizWish; lease: Lease | undefined; fingerprint: string },
): Promise<string> {
  const { caller, wish, lease, fingerprint } = input;
  const { userId } = caller;
  const { count: wished, kinds = null, difficulty = null, timeLimitMinutes = null, source, makes } = wish;
  const hasChatModel = deps.answerer.provider !== 'offline';
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const { needsDrafts, ...about } = await findQuizSource({ userId, wish, hasChatModel }, trx);
    if (needsDrafts && hasChatModel) await assertAiBudget(deps, userId, trx);
    if (makes === 'cards') await assertCardRoom({ userId, count: wished }, trx);
    const id = uuidv7();
    await Quiz.query(trx).insert({
      ...firstRun('generateQuiz', id, deps.clock()),
      ...{ userId, makes, ...about, wished, kinds, difficulty, timeLimitMinutes, source, seed: id },
    });
    if (lease) await completeKey(lease, { resourceId: id, fingerprint }, trx);
    after.start.push(startOf('generateQuiz', { id, runNo: 1, userId }));
    await raiseVersion(userId, trx);
    return id;
  });
}

/** Of what the student wishes; what is made is said by the route, to which a key belongs. */
function fingerprintOf({ materialIds, pages, source, makes, ...wish }: QuizWish): string {
  const { topic, lessonId, count, difficulty, timeLimitMinutes } = wish;
  const kinds = makes === 'quiz' ? wish.kinds : undefined;
  // Keys outlive a deploy: what could be asked for before has the fingerprint of before.
  const later = materialIds || source !== 'any' ? [materialIds, pages, source] : [];
  return hashJson([topic, lessonId, count, kinds, difficulty, timeLimitMinutes, ...later]);
}
