import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hasPassages, listPassages } from '../../db/queries/generation.js';
import { buildChunk, buildMaterial, buildStudent } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());

test.each([
  ['119 letters of Latin', 'x'.repeat(119), false],
  ['120 letters of Latin', 'x'.repeat(120), true],
  ['119 letters of Cyrillic', 'к'.repeat(119), false],
  ['47 of Han', '核'.repeat(47), false],
  ['48 of Han', '核'.repeat(48), true],
  ['48 of Kana', 'かカ'.repeat(24), true],
  ['48 of Hangul', '세포'.repeat(24), true],
  ['46 of Han and five of Latin', `${'核'.repeat(46)}cells`, true],
])('a chunk of %s says enough to ask of: %#', async (_, text, isEnough) => {
  const { id: userId } = await buildStudent(data.db);
  const { id: materialId } = await buildMaterial(data.db, { ownerId: userId });
  const { id } = await buildChunk(data.db, { materialId, ownerId: userId, text });
  const about = { topicId: null, lessonId: null, materialIds: [materialId], pageFrom: null, pageTo: null };
  const source = { userId, ...about };
  const passages = await listPassages(data.db, { ...source, makes: 'quiz' });
  expect(passages.map((passage) => passage.id)).toEqual(isEnough ? [id] : []);
  expect(await hasPassages(data.db, source)).toBe(isEnough);
});
