import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { Knex } from 'knex';
import type { DocumentReader } from '../../documents/document-reader.js';
import { createDocumentReader } from '../../documents/index.js';
import { materialPrefix, originalKey } from '../../domain/object-keys.js';
import type { Run } from '../../domain/runs/flows.js';
import { createInterruptibleKnex, type InterruptibleKnex } from '../support/before-statement.js';
import {
  buildChunk,
  buildExport,
  buildGuide,
  buildMail,
  buildMaterial,
  buildPage,
  buildQuestion,
  buildReembedding,
  buildStudent,
  buildVector,
} from '../support/factories/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createRowActivities, LENGTHS_MODEL } from '../support/worker-parts.js';

/** A step of a run may lose its row between any two of its statements: by a deletion, or by the end of the account. */
let app: TestApp;
let pool: InterruptibleKnex;
let documents: DocumentReader;
let activities: ReturnType<typeof createRowActivities>;
beforeAll(async () => {
  app = await startTestApp();
  pool = createInterruptibleKnex(app.config.DATABASE_URL);
  documents = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
  activities = createRowActivities(app, { db: pool.db, documents });
});
afterAll(async () => {
  await documents.close();
  await pool.db.destroy();
  await app.close();
});

const TEXT = 'The moon pulls at the sea and makes the tides.';

/** What a step works on. */
interface Work {
  userId: string;
  run: Run;
  chunkIds: string[];
  /** Removes it as its owner may; the user goes at the end of an account, with everything. */
  remove?: (trx: Knex) => PromiseLike<unknown>;
  /** Removes what is not in Postgres. */
  after?: () => Promise<unknown>;
}

async function material(columns: object = {}): Promise<Work> {
  const { id: ownerId } = await buildStudent(app.db);
  const { id } = await buildMaterial(app.db, { ownerId, status: 'processing', format: 'text', ...columns });
  const file = Readable.from([Buffer.from(TEXT)], { objectMode: false });
  await app.storage.put(originalKey(id), file, { contentType: 'text/plain' });
  return { userId: ownerId, run: { id, runNo: 1 }, chunkIds: [], ...removal(id) };
}

/** As the workflow `deleteMaterial` leaves it: neither the row is there nor the file. */
const removal = (id: string) => ({
  remove: (trx: Knex) => trx('materials').where({ id }).delete(),
  after: () => app.storage.deletePrefix(materialPrefix(id)),
});

async function readMaterial(): Promise<Work> {
  const work = await material({ pageCount: 1 });
  await buildPage(app.db, { materialId: work.run.id, text: TEXT });
  await buildChunk(app.db, { materialId: work.run.id, ownerId: work.userId, text: TEXT });
  return work;
}

async function question(columns: object = {}): Promise<Work> {
  const { id: userId } = await buildStudent(app.db);
  const { id: materialId } = await buildMaterial(app.db, { ownerId: userId });
  await buildPage(app.db, { materialId, text: TEXT });
  const chunk = await buildChunk(app.db, { materialId, ownerId: userId, text: TEXT });
  await buildVector(app.db, chunk, { model: LENGTHS_MODEL });
  const { id, threadId } = await buildQuestion(app.db, { userId, status: 'processing', ...columns });
  const remove = (trx: Knex) => trx('threads').where({ id: threadId }).delete();
  return { userId, run: { id, runNo: 1 }, chunkIds: [chunk.id], remove };
}

async function reembedding(): Promise<Work> {
  const { id: userId } = await buildStudent(app.db);
  const { id: materialId } = await buildMaterial(app.db, { ownerId: userId });
  const chunk = await buildChunk(app.db, { materialId, ownerId: userId, text: TEXT });
  await buildVector(app.db, chunk);
  const { id } = await buildReembedding(app.db, { materialId, userId, model: LENGTHS_MODEL, status: 'processing' });
  return { userId, run: { id, runNo: 1 }, chunkIds: [], ...removal(materialId) };
}

async function guide(columns: object = {}): Promise<Work> {
  const work = await readMaterial();
  const { id } = work.run;
  await app.db('materials').where({ id }).update({ status: 'ready', finishedAt: new Date(), nextCheckAt: null });
  await buildGuide(app.db, { id, userId: work.userId, status: 'processing', ...columns });
  return work;
}

const emptyDraft = (): object => {
  const nothing = { language: null, sections: [], summary: [], terms: [], questions: [], spans: [], written: null };
  return { draft: nothing };
};

async function mail(): Promise<Work> {
  const { id: userId } = await buildStudent(app.db);
  const { id } = await buildMail(app.db, { userId, status: 'processing' });
  return { userId, run: { id, runNo: 1 }, chunkIds: [] };
}

async function accountExport(): Promise<Work> {
  const { id: userId } = await buildStudent(app.db);
  const { id } = await buildExport(app.db, { userId, status: 'processing', writeNo: 1 });
  return { userId, run: { id, runNo: 1 }, chunkIds: [] };
}

const cancelled = { status: 'cancelled' } as const;
const queued = { status: 'queued' };

/** Every activity that works on a row, with what it works on. */
const STEPS: { [name: string]: [() => Promise<Work>, (work: Work) => Promise<unknown>] } = {
  claimRun: [() => material(queued), ({ run }) => activities.claimRun({ ...run, flow: 'ingestMaterial' })],
  endRun: [() => material(), ({ run }) => activities.endRun({ ...run, flow: 'ingestMaterial', end: cancelled })],
  probeMaterial: [() => material(), ({ run }) => activities.probeMaterial(run)],
  readPages: [() => material(), ({ run }) => activities.readPages({ ...run, from: 1, to: 1 })],
  chunkMaterial: [readMaterial, ({ run }) => activities.chunkMaterial(run)],
  embedChunks: [readMaterial, ({ run }) => activities.embedChunks({ ...run, seconds: 10 })],
  finishMaterial: [readMaterial, ({ run }) => activities.finishMaterial(run)],
  claimQuestion: [() => question(queued), ({ run }) => activities.claimQuestion(run)],
  readQuestionImage: [() => question({ imageText: 'Why?' }), ({ run }) => activities.readQuestionImage(run)],
  retrievePassages: [() => question(), ({ run }) => activities.retrievePassages(run)],
  draftAnswer: [() => question(), ({ run, chunkIds }) => activities.draftAnswer({ ...run, chunkIds })],
  checkAnswer: [
    () => question({ draft: { kind: 'none', spans: [], isOpen: false } }),
    ({ run }) => activities.checkAnswer(run),
  ],
  embedBeside: [reembedding, ({ run }) => activities.embedBeside(run)],
  swapModel: [reembedding, ({ run }) => activities.swapModel(run)],
  draftGuide: [guide, ({ run }) => activities.draftGuide(run)],
  writeGuide: [() => guide(emptyDraft()), ({ run }) => activities.writeGuide(run)],
  storeGuide: [() => guide(emptyDraft()), ({ run }) => activities.storeGuide(run)],
  deliverMail: [mail, ({ run }) => activities.deliverMail(run)],
  writeExport: [accountExport, ({ run }) => activities.writeExport(run)],
  finishExport: [accountExport, ({ run }) => activities.finishExport({ ...run, writeNo: 1, bytes: 1 })],
  endExport: [accountExport, ({ run }) => activities.endExport({ ...run, end: cancelled })],
};

/** Does something to the database, unless somebody holds what it needs. */
async function ifFree(act: (trx: Knex) => PromiseLike<unknown>): Promise<boolean> {
  try {
    await app.db.transaction(async (trx) => {
      await trx.raw(`SET LOCAL lock_timeout = '50ms'`);
      await act(trx);
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false;
    throw error;
  }
}

/**
 * Runs a step once with the row gone before it begins, and once for each of its statements, with the row gone just
 * before that.
 * @returns how it ended each time
 */
async function interruptEverywhere(
  [prepare, step]: (typeof STEPS)[string],
  removalOf: (work: Work) => Work['remove'],
): Promise<unknown[]> {
  const ends: unknown[] = [];
  // An export reads some thirty tables, all in the same way.
  for (let statement = 0; ; statement += statement < 20 ? 1 : 9) {
    const work = await prepare();
    const remove = removalOf(work);
    if (!remove) return ends;
    const interrupt = async () => {
      const isGone = await ifFree(remove);
      if (isGone) await work.after?.();
      return isGone;
    };
    if (statement === 0) await interrupt();
    else pool.before(statement, interrupt);
    const end = await new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
      .run(() => step(work))
      .then(
        () => 'done',
        (error) => error.type ?? error,
      );
    ends.push(end);
    if (statement > 0 && !pool.wasInterrupted()) return ends;
  }
}

test('every activity that works on a row is among them', () => {
  expect(Object.keys(STEPS).sort()).toEqual(Object.keys(activities).sort());
});

describe.each(Object.keys(STEPS))('%s', (name) => {
  const expectNoFault = (ends: unknown[]) => {
    // The last time it was not interrupted any more.
    expect(ends.at(-1) ?? 'done').toBe('done');
    expect(ends.filter((end) => end !== 'done' && end !== 'Superseded')).toEqual([]);
  };

  test('is superseded, and no fault, whenever its row is removed', async () => {
    expectNoFault(await interruptEverywhere(STEPS[name] as (typeof STEPS)[string], ({ remove }) => remove));
  });

  test('is superseded, and no fault, whenever its user is', async () => {
    const removeUser =
      ({ userId }: Work) =>
      (trx: Knex) =>
        trx('users').where({ id: userId }).delete();
    expectNoFault(await interruptEverywhere(STEPS[name] as (typeof STEPS)[string], removeUser));
  });
});
