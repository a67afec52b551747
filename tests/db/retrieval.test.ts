import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Material, type MaterialStatus } from '../../db/models/material.js';
import { searchChunks } from '../../db/queries/retrieval.js';
import { randomNumbers } from '../../lib/random-numbers.js';
import { buildStudent } from '../support/factories/index.js';
import { chunk, type SearchedChunk, type SearchedColumns, searchedMaterial } from '../support/searched-material.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
let owner: string;
let stranger: string;
beforeAll(async () => {
  data = await openTestData();
  owner = (await buildStudent(data.db)).id;
  stranger = (await buildStudent(data.db)).id;
});
afterAll(() => data.close());

const material = (ownerId: string, chunks: readonly SearchedChunk[], columns?: SearchedColumns) =>
  searchedMaterial(data.db, ownerId, chunks, columns);
interface Within {
  ownerId?: string;
  materialIds?: string[];
  topicId?: string;
  pages?: { from: number; to: number };
}
const search = async (
  { ownerId = owner, materialIds = [], topicId, pages }: Within,
  question: string,
  vectors: { model: string; vector: number[] }[] = [],
) => {
  const materials = { ids: materialIds, pages: pages ?? null };
  const scope = { ownerId, topicId: topicId ?? null, materials, lessons: null };
  const found = await searchChunks(data.db, scope, { question, vectors, limit: 5 });
  return found.map(({ id }) => id);
};

describe('a search', () => {
  test('by vector is exact: the nearest of all by cosine, and nobody else’s', async () => {
    const random = randomNumbers(7);
    // Sixteenths are whole in 16 bits, so that both sides see the same numbers.
    const vectorOf = () => Array.from({ length: 8 }, () => Math.round((random() - 0.5) * 64) / 16);
    const made = Array.from({ length: 60 }, (_, at) => ({ page: at + 1, text: `chunk ${at}`, vector: vectorOf() }));
    const model = 'random@8';
    const { ids } = await material(owner, made, { model });
    await material(stranger, made, { model });
    for (let round = 0; round < 10; round++) {
      const asked = vectorOf();
      const near = made
        .map(({ vector }, at) => ({ id: ids[at], cosine: cosine(vector, asked) }))
        .toSorted((a, b) => b.cosine - a.cosine)
        .slice(0, 5);
      expect(await search({}, '', [{ model, vector: asked }])).toEqual(near.map(({ id }) => id));
    }
  });

  test('by words takes any form of any word, the most of them first', async () => {
    const { ids, materialId } = await material(owner, [
      chunk(1, 'Glaciers carve rock.'),
      chunk(2, 'The glacier carved the valley, and valleys widened where the glaciers carve.'),
      chunk(3, 'Rivers flow.'),
    ]);
    const materialIds = [materialId];
    expect(await search({ materialIds }, 'How does a glacier carve a valley?')).toEqual([ids[1], ids[0]]);
    expect(await search({ materialIds }, '???')).toEqual([]);
  });

  test('by words counts a word once, and rare ones more', async () => {
    const prose = Array.from({ length: 8 }, (_, at) => chunk(at + 3, `The river number ${at} flows into the sea.`));
    const { ids, materialId } = await material(owner, [
      chunk(1, 'river 3, river 5, river 8, river 12, river 13, river 21, river 34, river 55, sea 3, sea 9'),
      chunk(2, 'The delta of the river is silted up.'),
      ...prose,
    ]);
    const [first, second] = await search({ materialIds: [materialId] }, 'Why is the delta of the river silted?');
    expect(first).toBe(ids[1]);
    expect(second).not.toBe(ids[1]);
  });

  test('counts words that only ask for nothing where no chunk has them, so that a name outweighs what is merely near', async () => {
    const row = (page: number, name: string, x: number) =>
      chunk(page, `| ${name} | ${1200 + page} |`, [x, Math.sqrt(1 - x * x)]);
    const { ids, materialId } = await material(owner, [
      row(1, 'Ombury', 1),
      row(2, 'Zelham', 0.8),
      ...Array.from({ length: 6 }, (_, at) => row(at + 3, `Quay${at}ford`, 0.2)),
    ]);
    const asked = { model: 'm@2', vector: [1, 0] };
    expect((await search({ materialIds: [materialId] }, 'When was Zelham founded?', [asked]))[0]).toBe(ids[1]);
    expect((await search({ materialIds: [materialId] }, 'Who drained it?', [asked]))[0]).toBe(ids[0]);
  });

  test('puts a name before what is near and has no more than the head of the same table', async () => {
    const row = (page: number, name: string, x: number): SearchedChunk => {
      const made = chunk(page, `| ${name} | ${1200 + page} |`, [x, Math.sqrt(1 - x * x)]);
      return { ...made, headingPath: ['| Port | Founded |'] };
    };
    const { ids, materialId } = await material(owner, [
      row(1, 'Ombury', 1),
      row(2, 'Zelham', 0),
      ...Array.from({ length: 6 }, (_, at) => row(at + 3, `Quay${at}ford`, 0.9)),
    ]);
    const asked = { model: 'm@2', vector: [1, 0] };
    const found = await search({ materialIds: [materialId] }, 'When was Zelham founded?', [asked]);
    expect(found.slice(0, 2).toSorted()).toEqual([ids[0], ids[1]].toSorted());
  });

  test('takes words of headings and titles for less than those of the text', async () => {
    const filler = [chunk(4, 'Nothing of it.'), chunk(5, 'Nothing either.'), chunk(6, 'And nothing here.')];
    const named = await material(
      owner,
      [
        chunk(1, 'It melts at 1085 degrees.'),
        { ...chunk(2, 'It is red.'), headingPath: ['Copper'] },
        chunk(3, 'Copper is soft.'),
        ...filler,
      ],
      { title: 'Metals' },
    );
    const titled = await material(owner, [chunk(1, 'They are shiny.')], { title: 'Copper and its kin' });
    const materialIds = [named.materialId, titled.materialId];
    expect(await search({ materialIds }, 'copper')).toEqual([named.ids[2], named.ids[1], titled.ids[0]]);
  });

  test('takes a title as it is now', async () => {
    const { ids, materialId } = await material(owner, [chunk(1, 'They are shiny.')], { title: 'Untitled scan' });
    const asked = () => search({ materialIds: [materialId] }, 'zirconium');
    expect(await asked()).toEqual([]);
    await Material.query(data.db).findById(materialId).patch({ title: 'Zirconium and its kin' });
    expect(await asked()).toEqual(ids);
  });

  test('tells each of many words apart', async () => {
    const nth = (at: number) => `w${at}w`;
    const words = Array.from({ length: 32 }, (_, at) => nth(at));
    const { ids, materialId } = await material(
      owner,
      words.map((_, at) => chunk(at + 1, `It has ${words.slice(at).join(' ')}.`)),
    );
    expect(await search({ materialIds: [materialId] }, words.join(' '))).toEqual(ids.slice(0, 5));
    for (const at of [0, 15, 31]) {
      const found = await search({ materialIds: [materialId] }, nth(at));
      expect(found).toHaveLength(Math.min(at + 1, 5));
      for (const id of found) expect(ids.indexOf(id)).toBeLessThanOrEqual(at);
    }
  });

  test('weighs words within the scope, whatever others have', async () => {
    const own = await material(owner, [chunk(1, 'An onyx bowl.'), chunk(2, 'A jade bowl.'), chunk(3, 'A jade vase.')]);
    const asked = () => search({ materialIds: [own.materialId] }, 'onyx vase');
    const before = await asked();
    await material(
      stranger,
      Array.from({ length: 40 }, (_, at) => chunk(at + 1, 'Onyx everywhere.')),
    );
    expect(await asked()).toEqual(before);
  });

  test.each([
    ['Wie alt werden Eichen?', 'Eine Eiche wird tausend Jahre alt.', 'Birken leben kurz.'],
    ['¿Dónde viven los pingüinos?', 'El pingüino vive en el hemisferio sur.', 'Los osos duermen.'],
    ['Que mangent les écureuils ?', "L'ecureuil mange des noisettes.", 'La loutre nage.'],
    ['Где живут медведи?', 'Медведь живёт в лесу.', 'Киты плавают.'],
    ['光合作用在哪里发生？', '光合作用在叶绿体中进行。', '火山会喷发。'],
    ['江戸の人口は？', '江戸の人口は百万人を超えた。', '京都は古い都である。'],
    ['ما لون السَّماء؟', 'لون السماء أزرق.', 'الجمل حيوان صحراوي.'],
    ['बादल कैसे बनते हैं?', 'बादल जलवाष्प से बनते हैं।', 'पहाड़ ऊँचे होते हैं।'],
    ['ต้นไม้ต้องการอะไร', 'ต้นไม้ต้องการแสงและน้ำ', 'ปลาอยู่ในทะเล'],
  ])('finds by words what answers %s', async (question, answer, other) => {
    const { ids, materialId } = await material(owner, [chunk(1, other), chunk(2, answer)]);
    expect((await search({ materialIds: [materialId] }, question))[0]).toBe(ids[1]);
  });

  test('takes any text for a question', async () => {
    const { ids, materialId } = await material(owner, [chunk(1, "It's a zebra & a lion | a <-> b")]);
    const asked = (question: string) => search({ materialIds: [materialId] }, question);
    const hostile = [
      "zebra' & '",
      'zebra:* | !lion',
      '\\zebra\\',
      `zebra ${'x '.repeat(5_000)}`,
      'zebra \ud800',
      "zebra''; --",
      ':word0 zebra ?',
    ];
    for (const question of hostile) expect(await asked(question)).toEqual(ids);
    expect(await asked('&|!():*')).toEqual([]);
    expect(await asked('9'.repeat(10_000))).toEqual([]);
  });

  test('keeps to materials, topics and pages', async () => {
    const [topicId, other] = await data.db('topics').limit(2).pluck('id');
    const one = await material(owner, [chunk(1, 'Quartz is hard.'), chunk(2, 'Quartz is clear.')], { topicId });
    const two = await material(owner, [chunk(2, 'Quartz is common.')], { topicId: other });
    const found = async (scope: Within) => {
      const near = await search(scope, '', [{ model: 'm@2', vector: [1, 0] }]);
      const words = await search(scope, 'quartz');
      const quartz = [...one.ids, ...two.ids];
      expect(near.filter((id) => quartz.includes(id)).toSorted()).toEqual(words.toSorted());
      return words.toSorted();
    };
    expect(await found({ materialIds: [one.materialId, two.materialId] })).toEqual([...one.ids, ...two.ids].toSorted());
    expect(await found({ materialIds: [two.materialId] })).toEqual(two.ids);
    expect(await found({ topicId })).toEqual(one.ids.toSorted());
    expect(await found({ topicId, pages: { from: 2, to: 9 } })).toEqual([one.ids[1]]);
    expect(await found({ ownerId: stranger })).toEqual([]);
  });

  test('takes materials that are being read, and none that failed, was cancelled or is being deleted', async () => {
    const of = async (status: MaterialStatus) => (await material(owner, [chunk(1, 'Feldspar.')], { status })).ids;
    const found = [...(await of('processing')), ...(await of('queued'))];
    for (const status of ['failed', 'cancelled', 'deleting'] as const) await of(status);
    expect((await search({}, 'feldspar')).toSorted()).toEqual(found.toSorted());
  });

  test('puts a chunk that has no vector yet among those that have, by its words', async () => {
    const query = 'hard green tourmaline';
    const near = await material(owner, [
      chunk(1, 'A tourmaline is a stone.', [0.9, 0.1]),
      chunk(2, 'Rain is wet.', [0, 1]),
    ]);
    const { materialId, ids } = await material(owner, [chunk(1, 'A green tourmaline is as hard as quartz.')]);
    await data.db('chunk_vectors').where({ materialId }).update({ model: 'none', embedding: null });
    const vectors = [{ model: 'm@2', vector: [1, 0] }];
    const scope = { materialIds: [near.materialId, materialId] };
    expect((await search(scope, query, vectors)).slice(0, 2)).toEqual([...ids, near.ids[0]]);
  });

  test('never compares vectors of two models, whatever their sizes', async () => {
    const old = await material(owner, [chunk(1, 'Basalt.', [1, 0, 0])], { model: 'old@3' });
    const young = await material(owner, [chunk(1, 'Granite.', [0, 1])], { model: 'young@2' });
    const vectors = [
      { model: 'old@3', vector: [1, 0, 0] },
      { model: 'young@2', vector: [0, 1] },
    ];
    const materialIds = [old.materialId, young.materialId];
    expect(await search({ materialIds }, 'basalt', vectors)).toEqual([...old.ids, ...young.ids]);
  });

  test('leaves out vectors that wait for the rest of their model', async () => {
    const { ids, materialId } = await material(owner, [chunk(1, 'Marble.')], { model: 'waiting@2' });
    const asked = [{ model: 'waiting@2', vector: [1, 0] }];
    expect(await search({ materialIds: [materialId] }, 'marble', asked)).toEqual(ids);
    await data.db('chunk_vectors').where({ materialId }).update({ searchable: false });
    expect(await search({ materialIds: [materialId] }, 'marble', asked)).toEqual([]);
  });
});

const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const cosine = (a: number[], b: number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
