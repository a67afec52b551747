import type { Transaction } from 'objection';
import { Export } from '../../../db/models/export.js';
import { Mail } from '../../../db/models/mail.js';
import { Material } from '../../../db/models/material.js';
import { OneTimeCode } from '../../../db/models/one-time-code.js';
import { Question } from '../../../db/models/question.js';
import { Reembedding } from '../../../db/models/reembedding.js';

/**
 * Cancels everything that is still to be done for a person, and uses up every code sent to them. The fences refuse
 * whatever its runs would write from here on. A mail to choose a new password still goes out: it is a way back in.
 * @returns workflow ids of the runs
 */
export async function cancelOpenWork(userId: string, trx: Transaction): Promise<string[]> {
  const now = new Date();
  const ended = { status: 'cancelled', cancelRequestedAt: now, finishedAt: now, nextCheckAt: null } as const;
  const open = ['queued', 'processing'];
  // Questions before materials: a run that stores an answer holds its question when it asks for the cited pages.
  const settled = [
    await Question.query(trx)
      .where({ userId })
      .whereIn('status', open)
      .patch({ ...ended, phase: null, draft: null })
      .returning('workflowId'),
    await Export.query(trx).where({ userId }).whereIn('status', open).patch(ended).returning('workflowId'),
    await Mail.query(trx)
      .where({ userId })
      .whereNot({ kind: 'reset-password' })
      .whereIn('status', open)
      .patch({ ...ended, recipientAddress: null })
      .returning('workflowId'),
    // As a run that swaps vectors: its own row, then the material's.
    await Reembedding.query(trx).where({ userId }).whereIn('status', open).patch(ended).returning('workflowId'),
    await Material.query(trx)
      .where({ ownerId: userId })
      .whereIn('status', open)
      .patch({ ...ended, phase: null })
      .returning('workflowId'),
  ];
  await OneTimeCode.query(trx).where({ userId }).whereNull('usedAt').patch({ usedAt: now });
  return settled.flat().flatMap(({ workflowId }) => workflowId ?? []);
}
