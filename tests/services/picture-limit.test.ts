import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DocumentReader } from '../../documents/document-reader.js';
import { probeMaterial } from '../../services/materials/probe-material.js';
import { readPages } from '../../services/materials/read-pages.js';
import { buildMaterial, buildPage, buildPageAdmission, buildStudent } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
let ownerId: string;
let id: string;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());
beforeEach(async () => {
  ownerId = (await buildStudent(data.db)).id;
  id = (await buildMaterial(data.db, { ownerId, status: 'processing' })).id;
});

/** The limit that each reading was given. */
const limits: (number | undefined)[] = [];
const documents: DocumentReader = {
  probe: async () => ({ format: 'docx', pageCount: 4, pictureCount: 10 }),
  readPages: async (_file, _pages, onPage, _signal, _languages, pictureLimit) => {
    limits.push(pictureLimit);
    await onPage({ pageNo: 1, method: 'text', text: 'a', confidence: null, picturesRead: 3, picturesUnread: 2 });
  },
  close: async () => {},
};
const storage = { get: async () => Buffer.from('x'), put: async () => Readable.from([]) } as never;
const deps = (bounds: { maxPages: number; pagesPerDay: number }) => ({
  ...data,
  storage,
  documents,
  maxBytes: 100,
  ...bounds,
});
const never = new AbortController().signal;

async function probed(bounds: { maxPages: number; pagesPerDay: number }, runNo = 1) {
  await probeMaterial(deps(bounds), { id, runNo }, never);
  const { pictureLimit } = await data.db('materials').where({ id }).first('pictureLimit');
  const { pages } = await data.db('page_admissions').where({ materialId: id, runNo }).first('pages');
  return { pictureLimit, pages };
}

test('pictures count as pages of the day, and so many are read as the file and the day have left', async () => {
  expect(await probed({ maxPages: 100, pagesPerDay: 100 })).toEqual({ pictureLimit: 10, pages: 14 });
  // A step that is repeated does not count its own.
  expect(await probed({ maxPages: 100, pagesPerDay: 14 })).toEqual({ pictureLimit: 10, pages: 14 });
  expect(await probed({ maxPages: 7, pagesPerDay: 100 })).toMatchObject({ pictureLimit: 3 });
  expect(await probed({ maxPages: 100, pagesPerDay: 5 })).toMatchObject({ pictureLimit: 1 });
  expect(await probed({ maxPages: 100, pagesPerDay: 2 })).toMatchObject({ pictureLimit: 0 });
});

test('what other materials took of the day is not left', async () => {
  const other = await buildMaterial(data.db, { ownerId });
  await buildPageAdmission(data.db, { userId: ownerId, materialId: other.id, pages: 90 });
  expect(await probed({ maxPages: 100, pagesPerDay: 100 })).toEqual({ pictureLimit: 6, pages: 10 });
});

test('a later run does not count pictures again that were read', async () => {
  await data.db('materials').where({ id }).update({ runNo: 2 });
  await buildPage(data.db, { materialId: id, pageNo: 1, picturesRead: 4 });
  expect(await probed({ maxPages: 100, pagesPerDay: 100 }, 2)).toEqual({ pictureLimit: 10, pages: 9 });
});

test('reading is given the limit, and a page keeps how many were read', async () => {
  await probed({ maxPages: 9, pagesPerDay: 100 });
  await readPages(deps({ maxPages: 9, pagesPerDay: 100 }), { id, runNo: 1, from: 1, to: 4, onPage: () => {} }, never);
  expect(limits.at(-1)).toBe(5);
  expect(await data.db('material_pages').where({ materialId: id }).first()).toMatchObject({
    picturesRead: 3,
    picturesUnread: 2,
  });
});
