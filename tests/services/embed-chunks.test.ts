import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MaterialChunk } from '../../db/models/material-chunk.js';
import { searchWords } from '../../domain/text/search-words.js';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { embedChunks } from '../../services/materials/embed-chunks.js';
import { buildChunk, buildMaterial, buildStudent, buildVector } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
let asked: string[];
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());
beforeEach(() => {
  asked = [];
});

/** A provider that tells what it was asked; each text has a vector of its own. */
const embeddings = {
  model: 'lengths@2',
  dimensions: 2,
  batchSize: 3,
  embed: async (texts: readonly string[]) => {
    asked.push(...texts);
    return texts.map((text) => [text.length, 1]);
  },
};

/** A material in work whose chunks hold these texts. */
async function material(ownerId: string, texts: string[]): Promise<string> {
  const { id } = await buildMaterial(data.db, { ownerId, status: 'processing' });
  for (const [ord, text] of texts.entries()) await buildChunk(data.db, { materialId: id, ownerId, ord, text });
  return id;
}
const never = new AbortController().signal;
const embed = (id: string, provider = embeddings, turn = never) =>
  embedChunks(
    { db: data.db, embeddings: provider, meterOf: () => unmetered },
    { id, runNo: 1, onBatch: () => {}, turn },
    never,
  );
const vectors = async (id: string) => {
  const rows = await data
    .db('material_chunks as c')
    .leftJoin('chunk_vectors as v', 'v.chunkId', 'c.id')
    .where({ 'c.materialId': id })
    .orderBy('ord')
    .select('embedding');
  return rows.map(({ embedding }) => embedding);
};

const turnOf = (id: string, turn: AbortSignal) => embed(id, embeddings, turn);

describe('a turn', () => {
  test('ends with the batch in hand, in page order, and the next one goes on from there', async () => {
    const { id: owner } = await buildStudent(data.db);
    const id = await material(owner, ['a', 'bb', 'ccc', 'dddd', 'eeeee']);
    expect(await turnOf(id, AbortSignal.abort())).toEqual({ isDone: false });
    expect(asked).toEqual(['a', 'bb', 'ccc']);
    expect(await turnOf(id, AbortSignal.abort())).toEqual({ isDone: true });
    expect(asked).toEqual(['a', 'bb', 'ccc', 'dddd', 'eeeee']);
  });
});

describe('words', () => {
  const wordsOnly = async (id: string) => {
    for (const chunk of await MaterialChunk.query(data.db).where({ materialId: id }))
      await buildVector(data.db, chunk, { model: 'none' });
  };
  const models = (id: string) => data.db('chunk_vectors').where({ materialId: id }).pluck('model');

  test('stay until the vector is there, also where it cannot be had', async () => {
    const { id: owner } = await buildStudent(data.db);
    const id = await material(owner, ['river', 'lake']);
    await wordsOnly(id);
    const lost = { ...embeddings, embed: () => Promise.reject(new Error('lost')) };
    await expect(embed(id, lost)).rejects.toThrow('lost');
    expect(await models(id)).toEqual(['none', 'none']);
    await embed(id);
    expect(await models(id)).toEqual(['lengths@2', 'lengths@2']);
  });

  test('stay while the vectors of other chunks of the batch are taken from where they are known', async () => {
    const { id: owner } = await buildStudent(data.db);
    await embed(await material(owner, ['known']));
    const id = await material(owner, ['known', 'new']);
    await wordsOnly(id);
    const lost = { ...embeddings, embed: () => Promise.reject(new Error('lost')) };
    await expect(embed(id, lost)).rejects.toThrow('lost');
    expect((await models(id)).toSorted()).toEqual(['lengths@2', 'none']);
  });

  test('are all there is where there is no encoder', async () => {
    const { id: owner } = await buildStudent(data.db);
    const id = await material(owner, ['river']);
    await wordsOnly(id);
    const none = { ...embeddings, model: 'none', dimensions: 0, embed: async () => [[]] };
    expect(await embed(id, none)).toEqual({ isDone: true });
    expect(await models(id)).toEqual(['none']);
  });
});

describe('embedding', () => {
  test('asks once for a text that stands in several chunks', async () => {
    const { id: owner } = await buildStudent(data.db);
    const id = await material(owner, ['a', 'bb', 'a', 'bb', 'ccc', 'a']);
    await embed(id);
    expect(asked.toSorted()).toEqual(['a', 'bb', 'ccc']);
    expect(await vectors(id)).toEqual(['[1,1]', '[2,1]', '[1,1]', '[2,1]', '[3,1]', '[1,1]']);
  });

  test('takes the vectors of what the same student has embedded before', async () => {
    const { id: owner } = await buildStudent(data.db);
    await embed(await material(owner, ['one', 'three']));
    asked = [];
    const id = await material(owner, ['three', 'seventeen', 'one']);
    await embed(id);
    expect(asked).toEqual(['seventeen']);
    expect(await vectors(id)).toEqual(['[5,1]', '[9,1]', '[3,1]']);
  });

  test('has each chunk found by its own headings, whose text was known under others', async () => {
    const { id: owner } = await buildStudent(data.db);
    const under = async (heading: string) => {
      const { id } = await buildMaterial(data.db, { ownerId: owner, status: 'processing' });
      await buildChunk(data.db, { materialId: id, ownerId: owner, text: 'Flowers.', headingPath: [heading] });
      await embed(id);
      return data.db('chunk_vectors').where({ materialId: id }).first('search', 'headings');
    };
    const [roses, lilies] = [await under('Rose'), await under('Lily')];
    expect(asked).toEqual(['Flowers.']);
    expect(lilies.search).toBe(roses.search);
    expect(roses.headings).toBe(`'${searchWords('Rose')}'`);
    expect(lilies.headings).toBe(`'${searchWords('Lily')}'`);
  });

  test('embeds and finds rows with the head of their table, and takes no vector of the same rows below another', async () => {
    const { id: owner } = await buildStudent(data.db);
    const below = async (tableHead: string | null) => {
      const { id } = await buildMaterial(data.db, { ownerId: owner, status: 'processing' });
      await buildChunk(data.db, { materialId: id, ownerId: owner, text: '| Riga | 3 |', tableHead });
      await embed(id);
      return data.db('chunk_vectors').where({ materialId: id }).first('search', 'headings');
    };
    const rows = [await below('| Town | People |'), await below('| Town | Height |'), await below(null)];
    await below('| Town | People |');
    expect(asked).toEqual(['| Town | People |\n| Riga | 3 |', '| Town | Height |\n| Riga | 3 |', '| Riga | 3 |']);
    expect(rows[0].headings).toContain(`'${searchWords('People')}'`);
    expect(new Set(rows.map(({ search }) => search)).size).toBe(1);
  });

  test('begins again with another model when the model changes in the middle', async () => {
    const { id: owner } = await buildStudent(data.db);
    const id = await material(owner, ['old', 'older']);
    await embed(id, { ...embeddings, model: 'before@2' });
    await embed(id);
    expect(await data.db('chunk_vectors').where({ materialId: id }).pluck('model')).toEqual(['lengths@2', 'lengths@2']);
  });

  test('takes vectors that wait for a move to this model, and has them searched', async () => {
    const { id: owner } = await buildStudent(data.db);
    const id = await material(owner, ['waits', 'is new']);
    await embed(id);
    await data.db('chunk_vectors').where({ materialId: id }).update({ searchable: false });
    asked = [];
    await embed(id);
    expect(asked).toEqual([]);
    expect(await data.db('chunk_vectors').where({ materialId: id }).pluck('searchable')).toEqual([true, true]);
  });

  test("never takes another student's, nor those of another model", async () => {
    const [one, other] = [await buildStudent(data.db), await buildStudent(data.db)];
    await embed(await material(one.id, ['shared']));
    asked = [];
    await embed(await material(other.id, ['shared']));
    await embed(await material(one.id, ['shared']), { ...embeddings, model: 'else@2' });
    expect(asked).toEqual(['shared', 'shared']);
  });
});
