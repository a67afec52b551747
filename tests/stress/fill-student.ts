import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { OPEN_STATES } from '../../domain/runs/states.js';
import {
  buildChunk,
  buildMaterial,
  buildPage,
  buildQuestion,
  buildThread,
  buildVector,
} from '../support/factories/index.js';

/** What stands on every page. */
export const PAGE_TEXT =
  'Light is a wave. It travels fast in glass and faster in air. The sky is blue because of it. ' +
  'Where it meets the water of a lake it bends, and so a stick seems to be broken there.';
export const PAGES = [1, 2, 3];

/** Open questions, queued materials and materials that can be cited, of which a student is to have so many. */
const ENOUGH = 6;

/** Gives a student something to work on again, beside what services have left. */
export async function fillStudent(db: Knex, userId: string): Promise<void> {
  const { questions, queued, ready } = await countsOf(db, userId);
  if (questions < ENOUGH) await addThread(db, userId);
  if (queued < ENOUGH) await buildMaterial(db, { ownerId: userId, status: 'queued' });
  if (ready < ENOUGH) await addReadyMaterial(db, userId);
}

const countsOf = (db: Knex, userId: string): Promise<{ questions: number; queued: number; ready: number }> =>
  db.first({
    questions: db('questions').where({ userId }).whereIn('status', OPEN_STATES).count(),
    queued: db('materials').where({ ownerId: userId }).whereIn('status', OPEN_STATES).count(),
    ready: db('materials').where({ ownerId: userId, status: 'ready' }).count(),
  });

async function addThread(db: Knex, userId: string): Promise<void> {
  const { id: threadId } = await buildThread(db, { userId });
  for (let count = 0; count < 3; count++) await buildQuestion(db, { userId, threadId, status: 'queued' });
}

async function addReadyMaterial(db: Knex, ownerId: string): Promise<void> {
  const { id: materialId } = await buildMaterial(db, { ownerId, pageCount: PAGES.length });
  for (const pageNo of PAGES) {
    await buildPage(db, { materialId, pageNo, text: PAGE_TEXT });
    const place = { materialId, ownerId, ord: pageNo, pageFrom: pageNo };
    await buildVector(db, await buildChunk(db, { ...place, text: PAGE_TEXT }), { model: 'one@2' });
  }
}

/** One of a few files, by its hash: many of the same are uploaded. */
export const sha256Of = (choice: number): string =>
  createHash('sha256')
    .update(String(Math.floor(choice * 6)))
    .digest('hex');
