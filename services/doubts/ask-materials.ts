import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { DoubtSession } from '../../db/models/doubt-session.js';
import { Material } from '../../db/models/material.js';
import { Problem } from '../../domain/problems.js';
import { lockActiveUser } from '../active-user.js';
import { startAfterCommit } from '../after-commit.js';
import { completeKey, type KeyedRequest, type Lease, oncePerKey } from '../idempotency.js';
import type { Log, WorkflowStarter } from '../ports.js';
import { firstCheckAt } from '../runs.js';
import { startOfDoubt } from '../workflow-starts.js';

export interface AskDeps {
  db: Knex;
  starter: WorkflowStarter;
  log: Log;
}

export interface AskInput {
  userId: string;
  question: string;
  /** Where to look; empty for all of the student's materials. */
  materialIds: string[];
  keyed: KeyedRequest | undefined;
}

/**
 * Queues a question about the student's materials.
 * @returns the id of the message that will hold the answer
 * @throws Problem not-found for a material that is not the student's, account-closed, idempotency-key-*.
 */
export function askMaterials(deps: AskDeps, input: AskInput): Promise<string> {
  return oncePerKey(deps.db, input.keyed, {
    first: (lease) => queueQuestion(deps, input, lease),
    fingerprint: async () => fingerprint(input),
    repeat: (messageId) => messageId,
  });
}

async function queueQuestion(deps: AskDeps, input: AskInput, lease: Lease | undefined): Promise<string> {
  const run = { id: uuidv7(), runNo: 1, userId: input.userId };
  const start = startOfDoubt(run);
  await deps.db.transaction(async (trx) => {
    await lockActiveUser(input.userId, trx);
    await assertOwned(input, trx);
    const session = await DoubtSession.query(trx).insert({ userId: input.userId });
    await DoubtMessage.query(trx).insert({
      id: run.id,
      sessionId: session.id,
      userId: input.userId,
      question: input.question,
      materialIds: input.materialIds,
      status: 'queued',
      workflowId: start.workflowId,
      nextCheckAt: firstCheckAt(),
    });
    if (lease) await completeKey(lease, { resourceId: run.id, fingerprint: fingerprint(input) }, trx);
  });
  await startAfterCommit(deps, start);
  return run.id;
}

async function assertOwned({ userId, materialIds }: AskInput, trx: Transaction): Promise<void> {
  const ids = new Set(materialIds);
  if (ids.size === 0) return;
  const owned = await Material.query(trx)
    .where({ ownerId: userId })
    .findByIds([...ids])
    .whereNotIn('status', ['uploading', 'deleting'])
    .resultSize();
  if (owned !== ids.size) throw new Problem('not-found', 'At least one of these materials does not exist.');
}

const fingerprint = ({ question, materialIds }: AskInput): string =>
  createHash('sha256')
    .update(JSON.stringify([question, materialIds]))
    .digest('hex');
