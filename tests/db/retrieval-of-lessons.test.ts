import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { storeLessonChunks, storeLessonVectors } from '../../db/queries/lesson-chunks.js';
import { type SearchScope, searchableModels, searchChunks } from '../../db/queries/retrieval.js';
import { searchWords } from '../../domain/text/search-words.js';
import { randomNumbers } from '../../lib/random-numbers.js';
import { buildLesson, buildStudent, buildTopic } from '../support/factories/index.js';
import { chunk, searchedMaterial } from '../support/searched-material.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
let owner: string;
beforeAll(async () => {
  data = await openTestData();
  owner = (await buildStudent(data.db)).id;
});
afterAll(() => data.close());

interface MadeLesson {
  title?: string;
  topicId?: string;
  isRetired?: boolean;
  model?: string;
}
/** A lesson with these chunks, made searchable. */
async function lesson(
  texts: [string, number[]][],
  { title = 't', isRetired = false, model = 'm@2', ...more }: MadeLesson = {},
) {
  const topicId = more.topicId ?? (await buildTopic(data.db)).id;
  const text = texts.map(([one]) => one).join(' ');
  const retiredAt = isRetired ? new Date() : null;
  const { id } = await buildLesson(data.db, { topicId, title, titleWords: searchWords(title), text, retiredAt });
  const { textHash } = await data.db('lessons').where({ id }).first();
  const chunks = texts.map(([one], at) => {
    return { start: at, end: at + 1, text: one, headingPath: [], words: searchWords(one), headingWords: [] };
  });
  await data.db.transaction((trx) => storeLessonChunks(trx, { id, text, textHash }, chunks));
  const rows: { id: string }[] = await data.db('lesson_chunks').where({ lessonId: id }).orderBy('ord').select('id');
  const vectors = rows.map((row, at) => ({ id: row.id, vector: texts[at]?.[1] ?? [] }));
  await data.db.transaction((trx) => storeLessonVectors(trx, model, vectors));
  return { lessonId: id, topicId, ids: rows.map((row) => row.id) };
}
const find = async (scope: Partial<SearchScope>, question: string, vector?: number[]) => {
  const all = { ownerId: owner, topicId: null, materials: { ids: [], pages: null }, lessons: { id: null } };
  const vectors = vector ? [{ model: 'm@2', vector }] : [];
  const found = await searchChunks(data.db, { ...all, ...scope }, { question, vectors, limit: 3 });
  return found.map(({ id }) => id);
};

describe('a search that takes lessons', () => {
  test('ranks them after what the owner has, and takes as many of each', async () => {
    const own = await searchedMaterial(data.db, owner, [
      chunk(1, 'Feldspar, perhaps.', [0, 1]),
      chunk(2, 'No such thing.', [0, 1]),
    ]);
    const { ids } = await lesson([['Feldspar is the feldspar of all feldspars.', [1, 0]]]);
    const scope = { materials: { ids: [own.materialId], pages: null } };
    expect(await find(scope, 'feldspar')).toEqual([own.ids[0], ...ids]);
    expect((await find(scope, 'feldspar', [1, 0])).slice(0, 3)).toEqual([own.ids[0], own.ids[1], ids[0]]);
  });

  test('ranks what the owner has as it would without them, in any question', async () => {
    const random = randomNumbers(11);
    const vectorOf = () => [Math.round(random() * 64) / 16, Math.round(random() * 64) / 16 + 0.5];
    const words = 'onyx jade ruby opal amber pearl'.split(' ');
    const sentence = () => Array.from({ length: 4 }, () => words[Math.floor(random() * words.length)] ?? '').join(' ');
    const own = await searchedMaterial(
      data.db,
      owner,
      Array.from({ length: 30 }, (_, at) => chunk(at + 1, sentence(), vectorOf())),
    );
    await lesson(Array.from({ length: 30 }, () => [sentence(), vectorOf()]));
    const materials = { ids: [own.materialId], pages: null };
    for (let round = 0; round < 10; round++) {
      const asked = [sentence(), vectorOf()] as const;
      const both = await find({ materials }, ...asked);
      const alone = await find({ materials, lessons: null }, ...asked);
      expect(both.slice(0, 3)).toEqual(alone);
      expect(both).toHaveLength(6);
    }
  });

  test('keeps to those that are offered and as they are now, to a topic, and to one', async () => {
    const made = await lesson([['Gneiss is banded.', [1, 0]]], { title: 'Zirkelite' });
    const other = await lesson([['Gneiss is hard.', [1, 0]]], { topicId: made.topicId });
    const elsewhere = await lesson([['Gneiss is grey.', [1, 0]]]);
    const retired = await lesson([['Gneiss is gone.', [1, 0]]], { isRetired: true });
    const changed = await lesson([['Gneiss is new.', [1, 0]]]);
    await data.db('lessons').where({ id: changed.lessonId }).update({ text: 'Another.' });
    const found = async (scope: Partial<SearchScope>) =>
      (await find({ materials: null, ...scope }, 'gneiss', [1, 0])).toSorted();
    const ids = (...lessons: { ids: string[] }[]) => lessons.flatMap((one) => one.ids).toSorted();
    expect(await find({ materials: null }, 'gneiss')).toHaveLength(3);
    expect(await found({ topicId: made.topicId })).toEqual(ids(made, other));
    for (const { ids: own, lessonId } of [elsewhere, retired])
      expect(await found({ lessons: { id: lessonId } })).toEqual(own);
    expect(await found({ lessons: { id: changed.lessonId } })).toEqual([]);
    expect(await found({ lessons: { id: made.lessonId }, topicId: elsewhere.topicId })).toEqual(made.ids);
    expect(await find({ materials: null }, 'zirkelite')).toEqual(made.ids);
  });

  test('tells the models that are there in scope, and of no other', async () => {
    const { id } = await buildStudent(data.db);
    const known = ['m@2', 'only-lessons@2', 'nowhere@2'];
    await lesson([['Slate.', [1, 0]]], { model: 'only-lessons@2' });
    const scope = { ownerId: id, topicId: null, materials: { ids: [], pages: null }, lessons: { id: null } };
    expect(await searchableModels(data.db, scope, known)).toEqual(['m@2', 'only-lessons@2']);
    expect(await searchableModels(data.db, { ...scope, lessons: null }, known)).toEqual([]);
    expect(await find({ materials: null, lessons: null }, 'slate')).toEqual([]);
  });
});
