import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { doubtWorkflowId } from '../../domain/workflow-ids.js';
import { lockActiveUser } from '../active-user.js';
import { startAfterCommit } from '../after-commit.js';
import { type AiLimits, assertAiBudget } from '../ai/assert-budget.js';
import { completeKey, type KeyedRequest, type Lease, oncePerKey } from '../idempotency.js';
import type { Log, WorkflowStarter } from '../ports.js';
import { firstCheckAt } from '../runs.js';
import { startOfDoubt } from '../workflow-starts.js';
import { type AskedWhere, placeOf } from './asked-where.js';
import { openThread } from './open-thread.js';
import { questionHash, repeatAnswer } from './repeat-answer.js';

export interface AskDeps {
  db: Knex;
  starter: WorkflowStarter;
  log: Log;
  ai: AiLimits;
}

export interface AskInput extends AskedWhere {
  userId: string;
  question: string;
  /** The thread it goes on with; without one it begins its own. */
  sessionId?: string | undefined;
  /** Whether general knowledge may answer what no material does. */
  generalAllowed: boolean;
  keyed: KeyedRequest | undefined;
}

/**
 * Queues a question. One that was asked and answered within a day, where nothing has changed since, gets that answer.
 * @returns the id of the message that holds, or will hold, the answer
 * @throws Problem not-found for a material, topic or thread that is not the student's; ai-budget-exhausted;
 * account-closed; idempotency-key-*.
 */
export function askDoubt(deps: AskDeps, input: AskInput): Promise<string> {
  return oncePerKey(deps.db, input.keyed, {
    first: (lease) => queueQuestion(deps, input, lease),
    fingerprint: async () => askFingerprint(input),
    repeat: (messageId) => messageId,
  });
}

/**
 * Queues a question once its picture, if there is one, is in storage. Throws as askDoubt does.
 * @param picture the id under which its picture was stored, and what the whole request asks for
 */
export async function queueQuestion(
  deps: AskDeps,
  input: AskInput,
  lease: Lease | undefined,
  picture?: { id: string; fingerprint: string },
): Promise<string> {
  const run = { id: picture?.id ?? uuidv7(), runNo: 1, userId: input.userId };
  const fingerprint = picture?.fingerprint ?? askFingerprint(input);
  const isOpen = await deps.db.transaction(async (trx) => {
    await lockActiveUser(input.userId, trx);
    const message = await newMessage(deps, input, { id: run.id, hasImage: picture !== undefined }, trx);
    if (lease) await completeKey(lease, { resourceId: run.id, fingerprint }, trx);
    return message.status === 'queued';
  });
  if (isOpen) await startAfterCommit(deps, startOfDoubt(run));
  return run.id;
}

async function newMessage(
  deps: AskDeps,
  input: AskInput,
  { id, hasImage }: Pick<DoubtMessage, 'id' | 'hasImage'>,
  trx: Transaction,
): Promise<DoubtMessage> {
  const { userId, question, generalAllowed } = input;
  const place = await placeOf(input, userId, trx);
  const { sessionId, isNew } = await openThread(userId, input.sessionId, trx);
  const asked = {
    id,
    sessionId,
    userId,
    question,
    ...place,
    generalAllowed,
    hasImage,
    // What a thread or a picture says is part of a question, and seldom twice the same.
    questionHash: isNew && !hasImage ? questionHash({ question, generalAllowed, ...place }) : null,
    workflowId: doubtWorkflowId({ id, runNo: 1 }),
  };
  const repeated = await repeatAnswer(asked, trx);
  if (repeated) return repeated;
  await assertAiBudget(trx, deps.ai, userId);
  return DoubtMessage.query(trx).insertAndFetch({ ...asked, status: 'queued', nextCheckAt: firstCheckAt() });
}

/** What a question asks for. */
export const askFingerprint = ({
  question,
  materialIds,
  topic,
  pages,
  sessionId,
}: Omit<AskInput, 'userId' | 'generalAllowed' | 'keyed'>): string =>
  createHash('sha256')
    .update(JSON.stringify([question, materialIds, topic, pages, sessionId]))
    .digest('hex');
