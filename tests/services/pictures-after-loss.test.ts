import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { readPages } from '../../services/materials/read-pages.js';
import { makeDocx, rels } from '../documents/office-files.js';
import { buildMaterial, buildStudent } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

const PAGES = 6;

let data: TestData;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());

const pictureOf = (text: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="120"><rect width="100%" height="100%" fill="#fff"/><text x="30" y="70" font-family="serif" font-size="36">${text}</text></svg>`,
    ),
  )
    .png()
    .toBuffer();

/** A document of pages that are pictures. */
async function photos(): Promise<Buffer> {
  const numbers = Array.from({ length: PAGES }, (_, at) => at + 1);
  const page = (no: number) =>
    `<w:p><w:r><w:drawing><a:blip r:embed="rId${no}"/></w:drawing></w:r><w:r><w:br w:type="page"/></w:r></w:p>`;
  const pictures = await Promise.all(numbers.map((no) => pictureOf(`This is the picture of page ${no}.`)));
  return makeDocx(numbers.map(page).join(''), {
    'word/_rels/document.xml.rels': rels(...numbers.map((no): [string, string] => ['image', `media/image${no}.png`])),
    ...Object.fromEntries(pictures.map((picture, at) => [`word/media/image${at + 1}.png`, picture])),
  });
}

test('a worker that is lost among pictures has the pages in hand read again, and no others', async () => {
  const file = await photos();
  const { id: ownerId } = await buildStudent(data.db);
  const { id } = await buildMaterial(data.db, { ownerId, status: 'processing', pictureLimit: PAGES });
  const storage = { get: async () => file } as never;
  const read = async (onPage: () => void, signal: AbortSignal) => {
    let readings = 0;
    // Another worker knows nothing of what the lost one read.
    const documents = createDocumentReader({ ocrWorkers: 1, dpi: 150, onOcr: () => (readings += 1) });
    try {
      await readPages(
        { ...data, storage, documents, maxBytes: 10_000_000 },
        { id, runNo: 1, from: 1, to: PAGES, onPage },
        signal,
      );
    } finally {
      await documents.close();
    }
    return readings;
  };
  const lost = new AbortController();
  let stored = 0;
  const lose = () => {
    stored += 1;
    if (stored === 3) lost.abort(new Error('lost'));
  };
  await expect(read(lose, lost.signal)).rejects.toThrow('lost');
  const before = await data.db('material_pages').where({ materialId: id }).select('pageNo', 'updatedAt');
  expect(before.length).toBeGreaterThanOrEqual(3);
  expect(before.length).toBeLessThan(PAGES);

  expect(await read(() => {}, new AbortController().signal)).toBe(PAGES - before.length);

  const after = await data.db('material_pages').where({ materialId: id }).orderBy('pageNo');
  expect(after.map(({ text }) => text)).toEqual(
    Array.from({ length: PAGES }, (_, at) => `This is the picture of page ${at + 1}.`),
  );
  expect(after).toEqual(expect.arrayContaining(before.map((page) => expect.objectContaining(page))));
});
