import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../bench/prose.js';
import { type SearchScope, searchChunks } from '../../db/queries/retrieval.js';
import { ended } from '../support/ended.js';
import { buildStudent } from '../support/factories/index.js';
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

interface Made {
  page: number;
  text: string;
  vector: number[];
}
/** A ready material with these chunks, one a page. @returns their ids, in order */
async function material(
  ownerId: string,
  chunks: Made[],
  more: { model?: string; state?: object; topicId?: string } = {},
) {
  const { model = 'm@2', state = ended('ready'), topicId = null } = more;
  const materialId = randomUUID();
  const sha256 = materialId.replaceAll('-', '').repeat(2);
  await data.db('materials').insert({
    id: materialId,
    ownerId,
    title: 't',
    format: 'pdf',
    bytes: 1,
    sha256,
    topicId,
    workflowId: 'w',
    ...state,
  });
  const ids: string[] = [];
  for (const [ord, { page, text, vector }] of chunks.entries()) {
    const id = randomUUID();
    const place = { pageFrom: page, pageTo: page, startOffset: 0, endOffset: text.length };
    await data.db('material_chunks').insert({ id, materialId, ownerId, ord, text, ...place });
    await data.db('chunk_vectors').insert({
      chunkId: id,
      materialId,
      ownerId,
      model,
      embedding: `[${vector.join(',')}]`,
      search: data.db.raw(`to_tsvector('english', ?)`, [text]),
    });
    ids.push(id);
  }
  return { materialId, ids };
}
const everywhere = (): SearchScope => ({ ownerId: owner, materialIds: [], topicId: null, pages: null });
const search = async (
  scope: Partial<SearchScope>,
  question: string,
  vectors: { model: string; vector: number[] }[] = [],
) => {
  const rankings = await searchChunks(data.db, { ...everywhere(), ...scope }, { question, vectors, limit: 5 });
  return rankings.map((ranking) => ranking.map(({ id }) => id));
};
const chunk = (page: number, text: string, vector = [1, 0]): Made => ({ page, text, vector });

describe('a search', () => {
  test('by vector is exact: the nearest of all by cosine, and nobody else’s', async () => {
    const random = createRandom(7);
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
      const [found] = await search({}, 'x', [{ model, vector: asked }]);
      expect(found).toEqual(near.map(({ id }) => id));
    }
  });

  test('by words takes any form of any word, the most of them first', async () => {
    const { ids } = await material(owner, [
      chunk(1, 'Glaciers carve valleys.'),
      chunk(2, 'The glacier carved the valley, and valleys widened where the glaciers carve.'),
      chunk(3, 'Rivers flow.'),
    ]);
    expect(await search({}, 'How does a glacier carve a valley?')).toEqual([[ids[1], ids[0]]]);
    expect(await search({}, '???')).toEqual([[]]);
  });

  test('keeps to materials, topics and pages, and to what can be cited', async () => {
    const [topicId, other] = await data.db('topics').limit(2).pluck('id');
    const one = await material(owner, [chunk(1, 'Quartz is hard.'), chunk(2, 'Quartz is clear.')], { topicId });
    const two = await material(owner, [chunk(2, 'Quartz is common.')], { topicId: other });
    await material(owner, [chunk(1, 'Quartz is being read.')], { state: { status: 'processing' } });
    const found = async (scope: Partial<SearchScope>) => {
      const [near = [], words = []] = await search(scope, 'quartz', [{ model: 'm@2', vector: [1, 0] }]);
      const quartz = [...one.ids, ...two.ids];
      expect(near.filter((id) => quartz.includes(id)).toSorted()).toEqual(words.toSorted());
      return words.toSorted();
    };
    expect(await found({ materialIds: [one.materialId, two.materialId] })).toEqual([...one.ids, ...two.ids].toSorted());
    expect(await found({ materialIds: [two.materialId] })).toEqual(two.ids);
    expect(await found({ topicId })).toEqual(one.ids.toSorted());
    expect(await found({ topicId, pages: { from: 2, to: 9 } })).toEqual([one.ids[1]]);
    expect(await found({ ownerId: stranger })).toEqual([]);
    expect(await search({}, 'being read')).toEqual([[]]);
  });

  test('never compares vectors of two models, whatever their sizes', async () => {
    const old = await material(owner, [chunk(1, 'Basalt.', [1, 0, 0])], { model: 'old@3' });
    const young = await material(owner, [chunk(1, 'Granite.', [0, 1])], { model: 'young@2' });
    const vectors = [
      { model: 'old@3', vector: [1, 0, 0] },
      { model: 'young@2', vector: [0, 1] },
    ];
    expect(await search({}, 'basalt', vectors)).toEqual([old.ids, young.ids, old.ids]);
  });

  test('leaves out vectors that wait for the rest of their model', async () => {
    const { ids, materialId } = await material(owner, [chunk(1, 'Marble.')], { model: 'waiting@2' });
    const asked = [{ model: 'waiting@2', vector: [1, 0] }];
    expect(await search({ materialIds: [materialId] }, 'marble', asked)).toEqual([ids, ids]);
    await data.db('chunk_vectors').where({ materialId }).update({ searchable: false });
    expect(await search({ materialIds: [materialId] }, 'marble', asked)).toEqual([[], []]);
  });
});

const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const cosine = (a: number[], b: number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
