import type { Knex } from 'knex';
import { Question } from '../../db/models/question.js';
import type { FailureType } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/workflow-ids.js';

/** How a run that did not reach its goal ends. */
export type QuestionEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };

/** Ends a run that cannot go on. Does nothing when the message is not this run's any more. */
export async function endQuestion({ db }: { db: Knex }, run: Run, end: QuestionEnd): Promise<void> {
  await Question.query(db)
    .findById(run.id)
    .where({ runNo: run.runNo })
    .whereIn('status', ['queued', 'processing'])
    .patch({ ...end, phase: null, draft: null, finishedAt: new Date(), nextCheckAt: null });
}
