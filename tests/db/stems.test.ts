import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeVectors } from '../../db/queries/chunk-vectors.js';
import { searchChunks } from '../../db/queries/retrieval.js';
import { indexedWords } from '../../domain/text/search-words.js';
import { STEMMERS } from '../../domain/text/stemmers.js';
import { buildChunk, buildMaterial, buildStudent } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

let data: TestData;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());

/** A student with one material of these texts, each in its language, found by their words alone. */
async function reader(chunks: readonly { language: string | null; text: string }[]): Promise<string> {
  const { id: ownerId } = await buildStudent(data.db);
  const languages = [...new Set(chunks.flatMap(({ language }) => language ?? []))];
  const { id: materialId } = await buildMaterial(data.db, { ownerId, languages });
  const rows = await Promise.all(
    chunks.map((chunk, ord) => buildChunk(data.db, { materialId, ownerId, ord, ...chunk })),
  );
  const vectors = rows.map(({ id, text, language }) => ({
    ...{ id, vector: [], headings: [] },
    ...indexedWords(text, language),
  }));
  await data.db.transaction((trx) => storeVectors(trx, { materialId, model: 'none', searchable: true }, vectors));
  return ownerId;
}

async function found(ownerId: string, question: string): Promise<string[]> {
  const scope = { ownerId, topicId: null, materials: { ids: [], pages: null }, lessons: null };
  const chunks = await searchChunks(data.db, scope, { question, vectors: [], limit: 5 });
  const texts = await data
    .db('material_chunks')
    .whereIn(
      'id',
      chunks.map(({ id }) => id),
    )
    .select('id', 'text');
  return chunks.map(({ id }) => texts.find((one) => one.id === id)?.text ?? '');
}

describe('words of a question', () => {
  it.each([
    ['de', 'Die Häuser stehen leer.', 'Hauses'],
    ['fr', 'Les marées montent vite.', 'MAREE'],
    ['es', 'Las corrientes marinas cambiaron.', 'cambiará'],
    ['ru', 'Реки впадают в море.', 'реками'],
    ['fi', 'Talot ovat vanhoja.', 'taloissa'],
    ['tr', 'Evler deniz kenarında.', 'evlerden'],
    ['hu', 'A házak régiek.', 'házakban'],
    ['ar', 'المدارس كثيرة في المدينه.', 'مدينة'],
    ['hi', 'नदियाँ समुद्र में मिलती हैं।', 'नदियां'],
    ['pl', 'Rzeki wpadają do morza.', 'rzeka'],
    ['zh', '光合作用在叶绿体中进行。', '叶绿体'],
    ['zh', '水蒸气上升后冷却，云形成。', '云'],
    ['ja', '江戸の人口は百万人を超えた。', 'ｴﾄﾞ、人口'],
    ['th', 'พืชใช้แสงเพื่อสร้างอาหาร', 'แสง'],
  ])('are found in %s: %s has %s', async (language, text, question) => {
    const ownerId = await reader([
      { language, text: '0000' },
      { language, text },
    ]);
    expect(await found(ownerId, question)).toEqual([text]);
  });

  it('are found in each language of a library, and in texts whose language is not told', async () => {
    const texts = [
      { language: 'de', text: 'Alte Häuser.' },
      { language: 'en', text: 'Houses of stone.' },
      { language: null, text: 'House rules.' },
    ];
    const ownerId = await reader(texts);
    expect((await found(ownerId, 'Hauses')).sort()).toEqual(['Alte Häuser.']);
    expect((await found(ownerId, 'housing')).sort()).toEqual(['House rules.', 'Houses of stone.']);
  });

  it('are found in chunks that were stored before languages were', async () => {
    const ownerId = await reader([{ language: null, text: 'Observations of tides.' }]);
    await data.db('materials').where({ ownerId }).update({ languages: [] });
    expect(await found(ownerId, 'observation')).toEqual(['Observations of tides.']);
  });
});

it('there is a stemmer for each language that is named', async () => {
  const { rows } = await data.db.raw(
    "SELECT dictname AS name FROM pg_ts_dict WHERE dictnamespace = CAST('public' AS regnamespace)",
  );
  expect(rows.map(({ name }: { name: string }) => name).sort()).toEqual(Object.values(STEMMERS).sort());
});
