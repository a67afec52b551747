import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pageSpanTexts } from '../../db/queries/page-spans.js';
import { chunkMaterial } from '../../services/materials/chunk-material.js';
import { asTheyLie } from '../support/as-they-lie.js';
import { createInterruptibleKnex } from '../support/before-statement.js';
import { buildMaterial, buildPage } from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let id: string;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  id = (await buildMaterial(app.db, { ownerId: student.id, status: 'processing' })).id;
});

const RIVERS = ['Rhine', 'Nile', 'Po', 'Amur', 'Ob'];
const about = (river: string, from: number) =>
  Array.from({ length: 9 }, (_, index) => `The ${river} has a bend with the number ${from + index}.`).join('\n');
/** A section that begins in the middle of a page and goes on over its edge. */
const bodyOf = (river: string) =>
  `${about(river, 0)}\n\n2.1 ${river} and Land\n\n${about(river, 10)}\n\nIt is long and its water`;
const store = async () => {
  for (const [index, river] of RIVERS.entries()) {
    const text = `A History of Rivers\n\n${bodyOf(river)}\n\n${index + 1}`;
    await buildPage(app.db, { materialId: id, pageNo: index + 1, text });
  }
};
const chunksOf = () => app.db('material_chunks').where({ materialId: id }).orderBy('ord');

const cutChunks = (maxChunks = 1000) => chunkMaterial({ ...app, maxChunks }, { id, runNo: 1 });

describe('chunks of a material that is being read', () => {
  const pagesOf = async (from: number, to: number) => {
    for (let pageNo = from; pageNo <= to; pageNo += 1) {
      const text = Array.from({ length: 30 }, (_, at) => `Fact ${at} of page ${pageNo} is about a river.`).join(' ');
      await buildPage(app.db, { materialId: id, pageNo, text });
    }
  };
  const row = () => app.db('materials').where({ id }).first('phase', 'pagesChunked');
  const searched = async () => {
    const rows = await app.db('chunk_vectors').where({ materialId: id, searchable: true, model: 'none' });
    return rows.map(({ chunkId }) => chunkId);
  };
  beforeEach(() => app.db('materials').where({ id }).update({ pageCount: 12, phase: 'reading' }));

  test('are found by their words at once, the last one left for later', async () => {
    await pagesOf(1, 8);
    await cutChunks();
    const chunks = await chunksOf();
    expect((await searched()).toSorted()).toEqual(chunks.map((chunk) => chunk.id).toSorted());
    const { phase, pagesChunked } = await row();
    expect(phase).toBe('reading');
    expect(pagesChunked).toBeLessThan(8);
    expect(pagesChunked).toBeGreaterThanOrEqual(6);
    expect(chunks.at(-1).pageTo).toBeGreaterThanOrEqual(pagesChunked);
  });

  test('stay as they are when more pages come, and are whole at the end', async () => {
    await pagesOf(1, 8);
    await cutChunks();
    const before = await chunksOf();
    await pagesOf(9, 12);
    await cutChunks();
    const after = await chunksOf();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)?.pageTo).toBe(12);
    expect(await row()).toEqual({ phase: 'embedding', pagesChunked: 12 });
    expect(await searched()).toHaveLength(after.length);
  });

  test('are told of by the material, page by page', async () => {
    await pagesOf(1, 12);
    await cutChunks();
    const [first] = await chunksOf();
    const progress = async () => {
      const { data } = await student.client.GET('/materials/{id}', { params: { path: { id } } });
      return data?.progress;
    };
    expect(await progress()).toMatchObject({ pagesByWords: 12, pagesByMeaning: 0 });
    await app.db('chunk_vectors').whereNot({ chunkId: first.id }).update({ model: 'm@2', embedding: '[1,0]' });
    expect(await progress()).toMatchObject({ pagesByWords: 12, pagesByMeaning: 0 });
    await app.db('chunk_vectors').where({ chunkId: first.id }).update({ model: 'm@2', embedding: '[1,0]' });
    expect(await progress()).toMatchObject({ pagesByWords: 12, pagesByMeaning: 12 });
  });

  test('are not undone by a cut that was begun before more pages came', async () => {
    await pagesOf(1, 8);
    const late = createInterruptibleKnex(app.config.DATABASE_URL);
    const cutAll = async () => {
      await pagesOf(9, 12);
      await cutChunks();
      return true;
    };
    // Its transaction begins after it has counted and read the pages.
    late.before(3, cutAll);
    const outdated = chunkMaterial({ ...app, db: late.db, maxChunks: 1000 }, { id, runNo: 1 });
    await expect(outdated).rejects.toMatchObject({ type: 'Unexpected' });
    await late.db.destroy();
    expect((await chunksOf()).at(-1)?.pageTo).toBe(12);
    expect(await row()).toEqual({ phase: 'embedding', pagesChunked: 12 });
  });

  test('do not count pages that could not be read', async () => {
    await pagesOf(1, 11);
    await buildPage(app.db, { materialId: id, pageNo: 12, status: 'failed' });
    await cutChunks();
    expect(await row()).toEqual({ phase: 'embedding', pagesChunked: 11 });
  });
});

describe('chunks', () => {
  test('have headings and lengths, and nothing of headers, footers and page numbers', async () => {
    await store();
    await cutChunks();

    const chunks = await chunksOf();
    expect(chunks.length).toBeGreaterThan(1);
    for (const { ord, text, tokens, headingPath } of chunks) {
      expect(text).not.toContain('A History of Rivers');
      expect(text).not.toMatch(/^\d$/m);
      expect(tokens).toBeGreaterThan(0);
      expect(headingPath).toEqual(ord === 0 ? [] : [expect.stringMatching(/^2\.1 \w+ and Land$/)]);
    }
  });

  test('stand on their pages: the spans to cite from make up their text', async () => {
    await store();
    await cutChunks();

    const chunks = await chunksOf();
    expect(chunks.some(({ pageFrom, pageTo }) => pageTo > pageFrom)).toBe(true);
    for (const chunk of chunks) {
      const spans = await pageSpanTexts(app.db, student.id, [chunk.id]);
      const texts = spans.map(({ sourceText, start, end }) => sourceText.slice(start, end).trim());
      expect(texts.join('\n')).toBe(chunk.text);
    }
  });

  test('are no more than a student may have, of all materials together', async () => {
    await store();
    await cutChunks();
    const own = await chunksOf();
    const { length: all } = await app.db('material_chunks').where({ ownerId: student.id });
    await expect(cutChunks(all - 1)).rejects.toMatchObject({ type: 'LibraryFull' });
    expect(await chunksOf()).toEqual(own);
    await cutChunks(all);
  });

  test('are in the order of the pages, whichever was read first', async () => {
    for (const pageNo of [3, 1, 2])
      await buildPage(app.db, { materialId: id, pageNo, text: `This is page ${pageNo}.` });
    await asTheyLie(app.db, (db) => chunkMaterial({ ...app, db, maxChunks: 1000 }, { id, runNo: 1 }));
    const text = (await chunksOf()).map((chunk) => chunk.text).join(' ');
    expect(text.match(/\d/g)).toEqual(['1', '2', '3']);
  });

  test('are the same when they are cut again', async () => {
    await store();
    const cut = async () => {
      await cutChunks();
      return (await chunksOf()).map(({ text, startOffset, endOffset, headingPath }) => ({
        text,
        startOffset,
        endOffset,
        headingPath,
      }));
    };
    expect(await cut()).toEqual(await cut());
  });
});

test('pages that OCR was unsure of are marked', async () => {
  await buildPage(app.db, { materialId: id, pageNo: 1, method: 'ocr', confidence: 0.5 });
  await buildPage(app.db, { materialId: id, pageNo: 2, method: 'ocr', confidence: 0.95 });
  await buildPage(app.db, { materialId: id, pageNo: 3, method: 'text' });

  const { data } = await student.client.GET('/materials/{id}/pages', { params: { path: { id } } });

  expect(data?.data.map(({ lowConfidence }) => lowConfidence)).toEqual([true, false, false]);
});
