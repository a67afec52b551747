import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { Answerer } from '../../clients/ai/index.js';
import { Question } from '../../db/models/question.js';
import { hashJson } from '../../lib/hash-json.js';
import { type AiLimits, assertAiBudget } from '../ai/assert-budget.js';
import { raiseVersion } from '../game/raise-version.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';
import { completeKey, type IdempotentRequest, type Lease, withIdempotencyKey } from '../shared/idempotency.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { openThread } from './open-thread.js';
import { type QuestionScope, scopeColumns } from './question-scope.js';
import { questionHash, repeatAnswer } from './repeat-answer.js';

export interface AskDeps extends TransactionDeps {
  ai: AiLimits;
  /** Who answers questions now. */
  answerer: Answerer;
}

export interface AskInput extends QuestionScope {
  caller: Caller;
  question: string;
  /** The thread it goes on with; without one it begins its own. */
  threadId?: string | undefined;
  /** Whether lessons, and then general knowledge, may answer what no material does. */
  lessonsAllowed: boolean;
  generalAllowed: boolean;
  idempotent: IdempotentRequest | undefined;
}

/**
 * Queues a question. One that was asked and answered within a day, where nothing has changed since, gets that answer.
 * @returns the id of the message that holds, or will hold, the answer
 * @throws Problem not-found for a material, topic, lesson or thread that is not the student's; ai-budget-exhausted;
 * idempotency-key-*; those of lockCallerForShare.
 */
export function askQuestion(deps: AskDeps, input: AskInput): Promise<string> {
  return withIdempotencyKey(deps, input.idempotent, {
    first: (lease) => queueQuestion(deps, { ...input, lease }),
    fingerprint: async () => askFingerprint(input),
    repeat: (questionId) => questionId,
  });
}

interface QueueInput extends Omit<AskInput, 'idempotent'> {
  lease: Lease | undefined;
  /** The id under which its image was stored, and what the whole request asks for. */
  image?: { id: string; fingerprint: string };
}

/** Queues a question once its image, if there is one, is in storage. Throws as askQuestion does. */
export function queueQuestion(deps: AskDeps, { lease, image, ...input }: QueueInput): Promise<string> {
  const id = image?.id ?? uuidv7();
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(input.caller, trx);
    const question = await newQuestion(deps, { ...input, id, hasImage: image !== undefined }, trx);
    const fingerprint = image?.fingerprint ?? askFingerprint(input);
    if (lease) await completeKey(lease, { resourceId: id, fingerprint }, trx);
    if (question.status === 'queued') after.start.push(startOf('answerQuestion', question));
    await raiseVersion(input.caller.userId, trx);
    return id;
  });
}

async function newQuestion(
  deps: AskDeps,
  input: Omit<AskInput, 'idempotent'> & Pick<Question, 'id' | 'hasImage'>,
  trx: Transaction,
): Promise<Question> {
  const { id, question, generalAllowed, hasImage } = input;
  const { userId } = input.caller;
  const now = deps.clock();
  const place = await scopeColumns({ ...input, userId }, trx);
  const { threadId, isNew } = await openThread({ userId, threadId: input.threadId }, trx);
  const { status, nextCheckAt, ...run } = firstRun('answerQuestion', id, now);
  const asked = {
    ...run,
    threadId,
    userId,
    question,
    ...place,
    generalAllowed,
    hasImage,
    // What a thread or an image says is part of a question, and seldom twice the same.
    questionHash: isNew && !hasImage ? questionHash({ question, generalAllowed, ...place }, deps.answerer) : null,
  };
  const repeated = await repeatAnswer(asked, deps.answerer, now, trx);
  if (repeated) return repeated;
  await assertAiBudget(deps, userId, trx);
  return Question.query(trx).insertAndFetch({ ...asked, status, nextCheckAt });
}

/** What a question asks for. */
export const askFingerprint = ({
  question,
  materialIds,
  topic,
  lessonId,
  pages,
  threadId,
}: Omit<AskInput, 'caller' | 'lessonsAllowed' | 'generalAllowed' | 'idempotent'>): string =>
  // Keys outlive a deploy: what there was before lessons has the fingerprint of before.
  hashJson([question, materialIds, topic, pages, threadId, ...(lessonId ? [lessonId] : [])]);
