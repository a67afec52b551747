import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { firstRun } from '../../services/runs/run-start.js';

/** What stands on every page. */
export const PAGE_TEXT = 'Light is a wave. It travels fast in glass and faster in air. The sky is blue because of it.';
export const PAGES = [1, 2, 3];

/** Open questions, queued materials and materials that can be cited, of which a student is to have so many. */
const ENOUGH = 6;

/** Gives a student something to work on again, beside what services have left. */
export async function fillStudent(db: Knex, userId: string, now: Date): Promise<void> {
  const { questions, queued, ready } = await countsOf(db, userId);
  if (questions < ENOUGH) await addThread(db, userId, now);
  if (queued < ENOUGH) await addMaterial(db, userId, firstRun('ingestMaterial', uuidv7(), now));
  if (ready < ENOUGH) await addReadyMaterial(db, userId, now);
}

const countsOf = (db: Knex, userId: string): Promise<{ questions: number; queued: number; ready: number }> =>
  db.first({
    questions: db('questions').where({ userId }).whereIn('status', OPEN_STATES).count(),
    queued: db('materials').where({ ownerId: userId }).whereIn('status', OPEN_STATES).count(),
    ready: db('materials').where({ ownerId: userId, status: 'ready' }).count(),
  });

async function addThread(db: Knex, userId: string, now: Date): Promise<void> {
  const threadId = uuidv7();
  const questions = [1, 2, 3].map(() => ({ ...firstRun('answerQuestion', uuidv7(), now), threadId, userId }));
  await db('threads').insert({ id: threadId, userId });
  await db('questions').insert(questions.map((row) => ({ ...row, question: 'What is light?' })));
}

async function addMaterial(db: Knex, ownerId: string, row: { id: string }): Promise<void> {
  const sha256 = createHash('sha256').update(row.id).digest('hex');
  await db('materials').insert({ ownerId, title: 't', format: 'pdf', bytes: 1, sha256, ...row });
}

async function addReadyMaterial(db: Knex, ownerId: string, now: Date): Promise<void> {
  const run = firstRun('ingestMaterial', uuidv7(), now);
  const ended = { status: 'ready', nextCheckAt: null, finishedAt: now, pageCount: PAGES.length };
  await addMaterial(db, ownerId, { ...run, ...ended });
  const page = { materialId: run.id, runNo: 1, status: 'done', method: 'text', text: PAGE_TEXT };
  await db('material_pages').insert(PAGES.map((pageNo) => ({ ...page, pageNo })));
  const chunk = { materialId: run.id, ownerId, startOffset: 0, endOffset: PAGE_TEXT.length, text: PAGE_TEXT };
  const chunks = PAGES.map((pageNo) => ({ ...chunk, id: randomUUID(), ord: pageNo, pageFrom: pageNo, pageTo: pageNo }));
  await db('material_chunks').insert(chunks);
  const vector = { materialId: run.id, ownerId, model: 'one@2', embedding: '[1,0]', search: '' };
  await db('chunk_vectors').insert(chunks.map(({ id }) => ({ ...vector, chunkId: id })));
}
