import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { LessonIndex } from '../../db/models/lesson-index.js';
import { areLessonsIndexed } from '../../db/queries/lesson-chunks.js';
import { isOpen } from '../../domain/runs/flows.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { requeueByReconciler } from '../runs/requeue-run.js';
import { firstRunByReconciler, startOf } from '../runs/run-start.js';

export interface QueueLessonIndexDeps extends TransactionDeps {
  /** Who makes the vectors of lessons. */
  embeddings: Pick<EmbeddingProvider, 'model' | 'dimensions'>;
}

/** After a run that failed, the next begins so much later. */
const PAUSE_MS = 3_600_000;

/** The model of which lessons have vectors; null where nobody makes any, and words must do. */
export const lessonModel = ({ model, dimensions }: QueueLessonIndexDeps['embeddings']): string | null =>
  dimensions > 0 ? model : null;

/**
 * Locks the row of the work that makes lessons searchable; the first time it is made, queued. Whoever changes lessons
 * holds it, so that the end of a run is before the change or sees it.
 */
export async function lockLessonIndex(now: Date, trx: Transaction): Promise<LessonIndex> {
  await LessonIndex.query(trx)
    .insert(firstRunByReconciler('indexLessons', uuidv7(), now))
    .onConflict()
    .ignore();
  return LessonIndex.query(trx).first().forNoKeyUpdate().throwIfNotFound();
}

/** Queues the work anew, on a row that is locked; the reconciler starts it. One that goes on sees what has changed. */
export async function requeueLessonIndex(row: LessonIndex, now: Date, trx: Transaction): Promise<void> {
  if (isOpen('indexLessons', row)) return;
  await requeueByReconciler('indexLessons', row, now, trx);
}

/**
 * Starts the work that makes lessons searchable where some are not: new ones, those with another text, and all after
 * another model was configured. The worker calls this at its start, and the reconciler after each pass.
 */
export async function queueLessonIndex(deps: QueueLessonIndexDeps): Promise<void> {
  if (await areLessonsIndexed(deps.db, lessonModel(deps.embeddings))) return;
  await inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    const row = await lockLessonIndex(now, trx);
    if (row.status === 'failed' && now.getTime() - (row.finishedAt?.getTime() ?? 0) < PAUSE_MS) return;
    await requeueLessonIndex(row, now, trx);
    if (row.status === 'queued') after.start.push(startOf('indexLessons', { ...row, userId: null }));
  });
}
