import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import {
  areLessonsIndexed,
  type LessonChunk,
  pendingLessonChunks,
  storeLessonChunks,
  storeLessonVectors,
  swapLessonVectors,
  uncutLessons,
} from '../../db/queries/lesson-chunks.js';
import type { Run } from '../../domain/runs/flows.js';
import { chunkPages } from '../../domain/text/chunking.js';
import { headingWords, searchWords } from '../../domain/text/search-words.js';
import type { MeterOf } from '../ai/meter.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';
import { lessonModel } from './queue-lesson-index.js';

export interface IndexLessonsDeps {
  db: Knex;
  embeddings: EmbeddingProvider;
  meterOf: MeterOf;
  clock: Clock;
}

/** Lessons that are read at once. */
const LESSONS = 20;
/** Chunks that one call embeds at most, some minutes of work: no call is to take as long as an activity may. */
const MAX_EMBEDDED = 400;

/**
 * Cuts every lesson into chunks whose text is another than it was; these are found by their words from then on.
 * @throws Failure Superseded.
 */
export async function cutLessons({ db }: Pick<IndexLessonsDeps, 'db'>, run: Run): Promise<void> {
  for (;;) {
    const lessons = await uncutLessons(db, LESSONS);
    if (lessons.length === 0) return;
    for (const lesson of lessons) {
      const chunks = chunksOf(lesson.text);
      await writeInRun({ db }, 'indexLessons', run, (_row, trx) => storeLessonChunks(trx, lesson, chunks));
    }
  }
}

const chunksOf = (lessonText: string): LessonChunk[] =>
  chunkPages([{ pageNo: 1, text: lessonText }]).chunks.map(({ start, end, text, headingPath, tableHead }) => ({
    ...{ start, end, text, headingPath },
    words: searchWords(text),
    headingWords: headingWords(text, [...headingPath, ...(tableHead === null ? [] : [tableHead])]),
  }));

/**
 * Gives chunks of lessons their vectors, batch by batch: what is stored is not asked for again.
 * @param input.onBatch called after each batch with the number of chunks stored so far in this call
 * @throws Failure Superseded, AiBudgetExhausted of the total budget, and those of the embedding provider.
 */
export async function embedLessons(
  { db, embeddings, meterOf }: IndexLessonsDeps,
  { onBatch, ...run }: Run & { onBatch: (stored: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const model = lessonModel(embeddings);
  if (model === null) return;
  const meter = meterOf({ userId: null, resourceId: run.id });
  for (let stored = 0; stored < MAX_EMBEDDED; onBatch(stored)) {
    const batch = await pendingLessonChunks(db, model, embeddings.batchSize);
    if (batch.length === 0) return;
    const texts = batch.map(({ text }) => text);
    const vectors = await embeddings.embed(texts, 'passage', { signal, meter });
    const rows = batch.map(({ id }, at) => ({ id, vector: vectors[at] ?? [] }));
    await writeInRun({ db }, 'indexLessons', run, (_row, trx) => storeLessonVectors(trx, model, rows));
    stored += batch.length;
  }
}

/**
 * Has lessons searched by their new vectors, all at once, and ends the run.
 * @returns false where some still lack what they are searched by: they come next
 * @throws Failure Superseded.
 */
export async function finishLessonIndex(
  { db, embeddings, clock }: Omit<IndexLessonsDeps, 'meterOf'>,
  run: Run,
): Promise<boolean> {
  const model = lessonModel(embeddings);
  const step = { ...run, flow: 'indexLessons', states: ['ready'] } as const;
  const outcome = await finishOnce({ db }, step, () =>
    writeInRun({ db }, 'indexLessons', run, async (row, trx) => {
      if (model !== null && (await pendingLessonChunks(trx, model, 1)).length === 0)
        await swapLessonVectors(trx, model);
      if (!(await areLessonsIndexed(trx, model))) return 'not yet' as const;
      await finishRow('indexLessons', row, { status: 'ready' }, clock(), trx);
      return 'ready' as const;
    }),
  );
  return outcome === 'ready';
}
