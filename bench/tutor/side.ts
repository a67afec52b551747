import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { aiBudgets, answererOf } from '../../clients/ai/index.js';
import { createKnex } from '../../db/knex.js';
import { createListener } from '../../db/listener.js';
import { LessonIndex } from '../../db/models/lesson-index.js';
import { Material } from '../../db/models/material.js';
import { Question } from '../../db/models/question.js';
import { Session } from '../../db/models/session.js';
import { originalKey } from '../../domain/object-keys.js';
import { FORMATS } from '../../domain/text/formats.js';
import { lockLessonIndex } from '../../services/lessons/queue-lesson-index.js';
import { askQuestion } from '../../services/questions/ask-question.js';
import { startOf } from '../../services/runs/run-start.js';
import { createRowWaiter } from '../../services/runs/wait-for-row.js';
import { systemClock } from '../../services/shared/clock.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import type { Bench } from '../benchmark.js';
import { createOwner, queueMaterial, storageOf } from '../materials.js';
import { startWorker } from '../worker.js';
import { type EvaluationDocument, fileOf } from './evaluation-set.js';
import type { JudgedCitation } from './judge.js';
import type { Ended } from './outcomes.js';

/** One kind of AI that answers: the real worker with that configuration, and a student with all documents. */
export interface Side {
  db: Knex;
  ownerId: string;
  /** The documents' titles by their ids. */
  titles: ReadonlyMap<string, string>;
  /** Asks all of the student's materials, after another question of the same thread if there is one, and waits. */
  ask(question: string, after?: string): Promise<Answered>;
  close(): Promise<void>;
}

export interface Answered extends Ended {
  citations: JudgedCitation[];
  /** From 0 to 1; null where there is no answer from the documents. */
  confidence: number | null;
  /** What a lesson says where the documents gave no answer. */
  fromLessons: FromLessons | null;
}

/** An answer from lessons. */
export interface FromLessons {
  answer: string;
  confidence: number;
}

/** Longest that a document or an answer may take before the benchmark gives up: a slow server's question has 20 minutes. */
const PATIENCE_SECONDS = 1_500;

/** Starts the worker and ingests the documents, one after the other. */
export async function openSide(bench: Bench, documents: readonly EvaluationDocument[]): Promise<Side> {
  const { config } = bench;
  const db = createKnex(config.DATABASE_URL, 4);
  const client = createTemporalClient(config);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  const listener = createListener(config.DATABASE_URL);
  const { signal } = new AbortController();
  const rows = createRowWaiter(listener, signal);
  const untilFinished = async (id: string, isFinished: () => Promise<boolean>) => {
    await rows.wait(id, { seconds: PATIENCE_SECONDS, signal, isFinished });
    if (!(await isFinished())) throw new Error(`${id} is not finished after ${PATIENCE_SECONDS} s`);
  };
  const worker = await startWorker(bench);
  const ownerId = await createOwner(db);
  const session = await Session.query(db).insert({ userId: ownerId });
  const caller = { userId: ownerId, sessionId: session.id };
  const asking = {
    ai: { budget: aiBudgets(config), leastCost: { micros: 0, tokens: 0 } },
    answerer: answererOf(config),
  };
  const titles = new Map<string, string>();
  bench.say('Indexing the lessons …');
  await indexLessons(db, starter);
  for (const document of documents) {
    titles.set(await ingest({ bench, db, starter, untilFinished }, ownerId, document), document.title);
  }
  const askIn = async (question: string, threadId?: string) => {
    const id = await askQuestion(
      { db, starter, log: console, clock: systemClock, ...asking },
      {
        caller,
        question,
        threadId,
        materialIds: [],
        lessonsAllowed: true,
        generalAllowed: false,
        idempotent: undefined,
      },
    );
    const read = () => Question.query(db).findById(id).throwIfNotFound();
    await untilFinished(id, async () => !['queued', 'processing'].includes((await read()).status));
    return read();
  };
  return {
    db,
    ownerId,
    titles,
    // From the service's call until Postgres tells that the row is finished.
    async ask(question, after) {
      const before = after === undefined ? undefined : await askIn(after);
      const began = performance.now();
      const { id, status, failure, confidence, grounding, answer } = await askIn(question, before?.threadId);
      const ms = performance.now() - began;
      const isByLesson = grounding === 'lessons';
      return {
        ...{ status, failure, ms, citations: await citationsOf(db, titles, id) },
        confidence: isByLesson ? null : confidence,
        fromLessons: isByLesson ? { answer: answer ?? '', confidence: confidence ?? 0 } : null,
      };
    },
    async close() {
      await worker.stop();
      await listener.close();
      await client.connection.close();
      await db.destroy();
    },
  };
}

/** The lessons, which the bench's database leaves out, are made searchable as the worker does it. */
async function indexLessons(db: Knex, starter: WorkflowStarter): Promise<void> {
  await db('lessons').update({ chunkedHash: null });
  const row = await db.transaction((trx) => lockLessonIndex(systemClock(), trx));
  await starter.start(startOf('indexLessons', { ...row, userId: null }));
  const until = performance.now() + PATIENCE_SECONDS * 1_000;
  for (;;) {
    const { status } = await LessonIndex.query(db).findById(row.id).throwIfNotFound();
    if (status === 'ready') return;
    if (status === 'failed' || performance.now() > until) throw new Error(`the index of lessons is ${status}`);
    await sleep(1_000);
  }
}

interface Ingesting {
  bench: Bench;
  db: Knex;
  starter: WorkflowStarter;
  untilFinished(id: string, isFinished: () => Promise<boolean>): Promise<void>;
}

async function ingest({ bench, db, starter, untilFinished }: Ingesting, ownerId: string, document: EvaluationDocument) {
  const { format, title } = document;
  const file = await fileOf(document);
  const storage = storageOf(bench.config);
  try {
    const input = await queueMaterial(db, ownerId, { file, format });
    const { id } = input;
    const bytes = Readable.from([Buffer.from(file)], { objectMode: false });
    await storage.put(originalKey(id), bytes, { contentType: FORMATS[format].mediaType });
    await starter.start(startOf('ingestMaterial', input));
    const status = async () => (await Material.query(db).findById(id).throwIfNotFound()).status;
    await untilFinished(id, async () => !['queued', 'processing'].includes(await status()));
    if ((await status()) !== 'ready') throw new Error(`${title} is ${await status()}`);
    return id;
  } finally {
    storage.close();
  }
}

/** The stored citations with their pages. */
async function citationsOf(
  db: Knex,
  titles: ReadonlyMap<string, string>,
  questionId: string,
): Promise<JudgedCitation[]> {
  const rows: (Omit<JudgedCitation, 'document'> & { materialId: string })[] = await db('citations as c')
    .join('material_pages as p', (on) => on.on('p.materialId', 'c.materialId').andOn('p.pageNo', 'c.pageNo'))
    .where({ questionId, kind: 'cited' })
    .orderBy('c.ord')
    .select('c.materialId', 'c.pageNo', 'c.quote', 'c.startOffset', 'c.endOffset', 'p.text as pageText');
  return rows.map(({ materialId, ...citation }) => ({ document: titles.get(materialId) ?? materialId, ...citation }));
}
