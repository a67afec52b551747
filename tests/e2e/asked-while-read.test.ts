import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chunkMaterial } from '../../services/materials/chunk-material.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { buildMaterial, buildPage } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { askMaterials } from '../support/ingest.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestWorker } from '../support/worker-process.js';

const PAGES = 25;
const townOf = (pageNo: number) => `Town${String.fromCharCode(96 + pageNo)}burg`;
const textOf = (pageNo: number) =>
  `${townOf(pageNo)} has a market with ${pageNo * 31} stalls. ${'It lies in a valley, and a river flows through it. '.repeat(20)}`;
const question = (pageNo: number) => `How many stalls has the market of ${townOf(pageNo)}?`;

let app: TestApp;
let student: Student;
let worker: TestWorker;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
  // As long as nobody embeds, a material stays as it is between its chunks and its vectors.
  worker = await app.startWorker({ WORKER_QUEUES: 'core,ingestion,ai' });
});
afterAll(() => app.close());

describe('a material whose vectors are not there yet', () => {
  let id: string;
  const material = async () => body(await student.fetch(`/materials/${id}`));
  const vectors = () =>
    app
      .db('material_chunks as c')
      .leftJoin('chunk_vectors as v', 'v.chunkId', 'c.id')
      .where({ 'c.materialId': id })
      .orderBy('c.ord')
      .select('c.id', 'v.model');
  let cut: { id: string; model: string }[];

  test('answers by its words, and says which part of it was searched', async () => {
    const file = await makePdf(Array.from({ length: PAGES }, (_, at) => ({ text: textOf(at + 1) })));
    id = (await body(await upload(student, file))).id;
    await eventually(async () => (await material()).progress?.pagesByWords === PAGES);

    const asked = await askMaterials(student, question(24), [id]);
    expect(asked).toMatchObject({ status: 'answered', answer: expect.stringContaining(`${24 * 31}`) });
    expect(asked.citations.map(({ pageNo }) => pageNo)).toContain(24);
    expect(asked.partlySearched).toEqual([
      { materialId: id, pageCount: PAGES, pagesRead: PAGES, pagesByWords: PAGES, pagesByMeaning: 0 },
    ]);
    expect(await material()).toMatchObject({ status: 'processing', progress: { phase: 'embedding' } });
    cut = await vectors();
    expect(new Set(cut.map(({ model }) => model))).toEqual(new Set(['none']));
  });

  test('is not given an earlier answer again', async () => {
    expect(await askMaterials(student, question(24), [id])).toMatchObject({ status: 'answered', repeatedOf: null });
  });

  test('loses nothing when its worker is killed: the next one embeds the same chunks', async () => {
    await worker.kill();
    worker = await app.startWorker();
    await eventually(async () => (await material()).status === 'ready');
    const embedded = await vectors();
    expect(embedded.map((chunk) => chunk.id)).toEqual(cut.map((chunk) => chunk.id));
    expect(embedded.filter(({ model }) => model === 'none' || model === null)).toEqual([]);
  });

  test('is searched as a whole afterwards', async () => {
    const asked = await askMaterials(student, question(3), [id]);
    expect(asked).toMatchObject({ status: 'answered', partlySearched: [] });
  });

  test('has a history that can be replayed on the code of today', async () => {
    const client = createTemporalClient(app.config);
    const recording = await record(client, `ingest:${id}:1`);
    await keep('ingest-material-while-read', recording);
    await replay(recording);
    await client.connection.close();
  });
});

describe('a material of which some pages are read', () => {
  test('answers from these, and from the others once they are', async () => {
    const { id } = await buildMaterial(app.db, { ownerId: student.id, status: 'processing', pageCount: 20 });
    const read = async (from: number, to: number) => {
      for (let pageNo = from; pageNo <= to; pageNo += 1)
        await buildPage(app.db, { materialId: id, pageNo, text: textOf(pageNo) });
      await chunkMaterial({ ...app, maxChunks: 1_000 }, { id, runNo: 1 });
    };
    await read(1, 10);
    const early = await askMaterials(student, question(4), [id]);
    expect(early.citations.map(({ materialId, pageNo }) => [materialId, pageNo])).toContainEqual([id, 4]);
    expect(early.partlySearched).toMatchObject([{ materialId: id, pageCount: 20, pagesRead: 10, pagesByMeaning: 0 }]);
    expect(early.partlySearched[0]?.pagesByWords).toBeLessThan(10);
    const missing = await askMaterials(student, question(15), [id]);
    expect(missing.citations.map(({ pageNo }) => pageNo)).not.toContain(15);
    await read(11, 20);
    const late = await askMaterials(student, question(15), [id]);
    expect(late.citations.map(({ pageNo }) => pageNo)).toContain(15);
    expect(late.partlySearched).toMatchObject([{ pagesRead: 20, pagesByWords: 20 }]);
  });
});

test('a short material does not wait behind a long one for its vectors', async () => {
  await worker.stop();
  worker = await app.startWorker({ AI_CONCURRENCY: '1', ENCODER_THREADS: '1' });
  const long = Array.from({ length: 60 }, (_, at) => ({
    text: Array.from({ length: 40 }, (_, line) => `Line ${line} of page ${at} names a river.`).join(' '),
  }));
  const status = async (id: string) => (await body(await student.fetch(`/materials/${id}`))).status;
  const book = (await body(await upload(student, await makePdf(long)))).id;
  const embedded = () => app.db('chunk_vectors').where({ materialId: book }).whereNot({ model: 'none' });
  await eventually(async () => (await embedded()).length > 0);
  const note = (await body(await upload(student, await makePdf([{ text: 'A note on the price of tea in Riga.' }])))).id;
  await eventually(async () => (await status(note)) === 'ready');
  expect(await status(book)).toBe('processing');
  // The rest of the book need not be embedded.
  await worker.kill();
});
