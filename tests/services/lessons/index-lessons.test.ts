import { beforeEach, describe, expect, test } from '@jest/globals';
import type { EmbeddingProvider } from '../../../clients/ai/provider.js';
import { wordsOnly } from '../../../clients/ai/words-only.js';
import { searchChunks } from '../../../db/queries/retrieval.js';
import { Failure } from '../../../domain/runs/failures.js';
import { unmetered } from '../../../domain/tutor/ai-spending.js';
import { cutLessons, embedLessons, finishLessonIndex } from '../../../services/lessons/index-lessons.js';
import { lockLessonIndex, queueLessonIndex } from '../../../services/lessons/queue-lesson-index.js';
import { buildLesson, buildLessonIndex, buildTopic } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let topicId: string;
beforeEach(async () => {
  await services.db('lessons').where({ origin: 'test' }).delete();
  await services.db('lesson_indexes').delete();
  topicId = (await buildTopic(services.db)).id;
});

const SIGNAL = new AbortController().signal;
/** Vectors tell texts with an o from others. */
const provider = (model: string, embed?: EmbeddingProvider['embed']): EmbeddingProvider => ({
  ...{ model, dimensions: 2, batchSize: 2 },
  embed: embed ?? (async (texts) => texts.map((text) => (text.includes('o') ? [1, 0] : [0, 1]))),
});
const deps = (embeddings: EmbeddingProvider) => ({
  ...services,
  db: services.db,
  embeddings,
  meterOf: () => unmetered,
});
const run = async () => {
  const { id, runNo } = await services.db('lesson_indexes').first();
  return { id, runNo };
};
/** All steps of a run, as its workflow takes them. */
async function index(embeddings: EmbeddingProvider): Promise<void> {
  const { id } = await buildLessonIndex(services.db, { status: 'processing' });
  const own = { id, runNo: 1 };
  do {
    await cutLessons(deps(embeddings), own);
    await embedLessons(deps(embeddings), { ...own, onBatch: () => {} }, SIGNAL);
  } while (!(await finishLessonIndex(deps(embeddings), own)));
}
const lesson = (text: string, more: object = {}) => buildLesson(services.db, { topicId, text, ...more });
const vectors = () => services.db('lesson_vectors').orderBy(['lessonId', 'model']).select('model', 'searchable');
async function find(question: string, vectorsOf: { model: string; vector: number[] }[] = []) {
  const scope = { ownerId: topicId, topicId, materials: null, lessons: { id: null } };
  const found = await searchChunks(services.db, scope, { question, vectors: vectorsOf, limit: 5 });
  return found.map(({ source }) => source);
}

describe('lessons', () => {
  test('are found by their words as soon as they are cut, and by their vectors once there are some', async () => {
    const [rocks, trees] = [await lesson('Rocks hold gold.'), await lesson('Trees drink rain.')];
    const { id } = await buildLessonIndex(services.db, { status: 'processing' });
    await cutLessons(deps(provider('m@2')), { id, runNo: 1 });
    expect(await find('gold')).toEqual([{ lessonId: rocks.id }]);
    expect(await vectors()).toEqual([
      { model: 'none', searchable: true },
      { model: 'none', searchable: true },
    ]);
    await index(provider('m@2'));
    expect(await vectors()).toEqual([
      { model: 'm@2', searchable: true },
      { model: 'm@2', searchable: true },
    ]);
    const near = await find('', [{ model: 'm@2', vector: [0, 1] }]);
    expect(near).toEqual([{ lessonId: trees.id }, { lessonId: rocks.id }]);
  });

  test('are searched by the words alone where there is no encoder', async () => {
    const { id } = await lesson('Rocks hold gold.');
    await index(wordsOnly);
    expect(await find('gold', [])).toEqual([{ lessonId: id }]);
    expect(await services.db('lesson_indexes').first()).toMatchObject({ status: 'ready' });
  });

  test('whose text changes are not searched until they are cut again, and then as they are now', async () => {
    const { id } = await lesson('Rocks hold gold.');
    await index(provider('m@2'));
    await services.db('lessons').where({ id }).update({ text: 'Rocks hold silver.' });
    expect(await find('gold silver')).toEqual([]);
    await index(provider('m@2'));
    expect(await find('gold')).toEqual([]);
    expect(await find('silver')).toEqual([{ lessonId: id }]);
  });

  test('that change while a run cuts them are cut once more by it', async () => {
    const { id } = await lesson('Rocks hold gold.');
    let changes = 1;
    await index(
      provider('m@2', async (texts) => {
        if (changes-- > 0) await services.db('lessons').where({ id }).update({ text: 'Rocks hold tin.' });
        return texts.map(() => [1, 0]);
      }),
    );
    expect(await find('tin')).toEqual([{ lessonId: id }]);
    expect(await find('gold')).toEqual([]);
  });

  test('move to another model at once: the old vectors are searched until all new ones are there', async () => {
    await lesson('Rocks hold gold.');
    await lesson('Trees drink rain.');
    await lesson('Seas taste of salt.');
    await index(provider('old@2'));
    const { id } = await buildLessonIndex(services.db, { status: 'processing' });
    const moving = { id, runNo: 1 };
    let batches = 0;
    const failing = provider('new@2', async (texts) => {
      if (batches++ > 0) throw new Failure('AiUnavailable');
      return texts.map(() => [1, 0]);
    });
    const embedding = embedLessons(deps(failing), { ...moving, onBatch: () => {} }, SIGNAL);
    await expect(embedding).rejects.toMatchObject({ type: 'AiUnavailable' });
    expect(await finishLessonIndex(deps(failing), moving)).toBe(false);
    const searched = await services.db('lesson_vectors').where({ searchable: true }).distinct('model');
    expect(searched).toEqual([{ model: 'old@2' }]);
    expect(await services.db('lesson_vectors').where({ model: 'new@2' }).select('searchable')).toHaveLength(2);

    await index(provider('new@2'));
    expect(await vectors()).toEqual(Array(3).fill({ model: 'new@2', searchable: true }));
  });

  test('are cut by the run whose row it is, and by no other', async () => {
    await lesson('Rocks hold gold.');
    const { id } = await buildLessonIndex(services.db, { status: 'processing', runNo: 2 });
    await expect(cutLessons(deps(provider('m@2')), { id, runNo: 1 })).rejects.toMatchObject({ type: 'Superseded' });
    expect(await vectors()).toEqual([]);
  });
});

describe('the work that makes lessons searchable', () => {
  const queue = (embeddings = provider('m@2')) => queueLessonIndex(deps(embeddings));

  test('is queued and started where a lesson is new, once, and not where all are searched as they are', async () => {
    await queue();
    expect(await services.db('lesson_indexes')).toEqual([]);
    await lesson('Rocks hold gold.');
    await Promise.all([queue(), queue(), queue()]);
    const { id } = await run();
    expect(await services.db('lesson_indexes')).toMatchObject([{ status: 'queued', runNo: 1 }]);
    expect(new Set(services.starter.started)).toEqual(new Set([`index-lessons:${id}:1`]));
    await index(provider('m@2'));
    services.starter.started.length = 0;
    await queue();
    expect(services.starter.started).toEqual([]);
  });

  test('begins again under the next number for another model, and where there is an encoder at last', async () => {
    await lesson('Rocks hold gold.');
    await index(wordsOnly);
    await queue(provider('m@2'));
    expect(await services.db('lesson_indexes').first()).toMatchObject({ status: 'queued', runNo: 2 });
    await index(provider('m@2'));
    await queue(provider('other@2'));
    expect(await services.db('lesson_indexes').first()).toMatchObject({ status: 'queued', runNo: 2 });
    // An encoder that is gone takes no vectors with it.
    await index(provider('m@2'));
    await queue(wordsOnly);
    expect(await services.db('lesson_indexes').first()).toMatchObject({ status: 'ready' });
  });

  test('rests an hour after it failed', async () => {
    await lesson('Rocks hold gold.');
    await buildLessonIndex(services.db, { status: 'failed' });
    await queue();
    expect(await services.db('lesson_indexes').first()).toMatchObject({ status: 'failed', runNo: 1 });
    await services.db('lesson_indexes').update({ finishedAt: new Date(Date.now() - 3_700_000) });
    await queue();
    expect(await services.db('lesson_indexes').first()).toMatchObject({ status: 'queued', runNo: 2, failure: null });
  });

  test('has one row, whoever comes first', async () => {
    const rows = await Promise.all(
      Array.from({ length: 5 }, () => services.db.transaction((trx) => lockLessonIndex(new Date(), trx))),
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  });
});
