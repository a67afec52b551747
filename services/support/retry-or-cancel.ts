import type { Transaction } from 'objection';
import { findWorkedOn, ownerOfRow, type WorkedOn } from '../../db/queries/support-lists.js';
import { Problem } from '../../domain/problems.js';
import type { WorkKind } from '../../domain/support/work-kinds.js';
import { cancelExportOf, retryExportOf } from '../account/export/retry-or-cancel-export.js';
import { cancelMailOf, retryMailOf } from '../mail/retry-or-cancel-mail.js';
import { cancelMaterialOf } from '../materials/cancel-material.js';
import { type RetryMaterialDeps, retryMaterialOf } from '../materials/retry-material.js';
import type { AskDeps } from '../questions/ask-question.js';
import { cancelQuestionOf } from '../questions/cancel-question.js';
import { retryQuestionOf } from '../questions/retry-question.js';
import { cancelQuizOf } from '../quizzes/cancel-quiz.js';
import { retryQuizOf } from '../quizzes/retry-quiz.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { actAsSupport, type Supporter } from './act-as-support.js';

export type RetryDeps = RetryMaterialDeps & AskDeps;

/** What is to be retried or cancelled, by whom and why. */
export interface RowRequest {
  supporter: Supporter;
  kind: WorkKind;
  id: string;
  reason: string;
}

type Step = (
  deps: RetryDeps,
  own: { userId: string; id: string },
  after: AfterCommit,
  trx: Transaction,
) => Promise<void>;

/** What a student's own requests do, each with the student held. */
const RETRY: Record<WorkKind, Step> = {
  materials: retryMaterialOf,
  questions: retryQuestionOf,
  quizzes: retryQuizOf,
  mails: retryMailOf,
  exports: retryExportOf,
};

const CANCEL: Record<WorkKind, Step> = {
  materials: cancelMaterialOf,
  questions: cancelQuestionOf,
  quizzes: cancelQuizOf,
  mails: cancelMailOf,
  exports: cancelExportOf,
};

/**
 * Begins a new run at what failed or was cancelled, as its student could. What goes on is left to it.
 * @returns the row as it is then
 * @throws Problem not-found; nothing-to-retry and others of the student's own request; those of actAsSupport.
 */
export const retryAsSupport = (deps: RetryDeps, request: RowRequest): Promise<WorkedOn> =>
  run(deps, request, 'retried', RETRY);

/** Stops work, as its student could. @returns the row as it is then @throws Problem not-found, not-running; those of actAsSupport. */
export const cancelAsSupport = (deps: RetryDeps, request: RowRequest): Promise<WorkedOn> =>
  run(deps, request, 'cancelled', CANCEL);

async function run(
  deps: RetryDeps,
  { supporter, kind, id, reason }: RowRequest,
  deed: 'retried' | 'cancelled',
  steps: Record<WorkKind, Step>,
): Promise<WorkedOn> {
  const userId = await ownerOfRow(deps.db, kind, id);
  if (!userId) throw new Problem('not-found', 'There is no such row of a student.');
  const line = { supporter, deed, reason, studentId: userId, details: { kind, id } };
  return actAsSupport(deps, line, async (trx, after) => {
    await steps[kind](deps, { userId, id }, after, trx);
    return findWorkedOn(trx, kind, id);
  });
}
