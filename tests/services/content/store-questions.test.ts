import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { createKnex } from '../../../db/knex.js';
import type { Content } from '../../../services/content/load-content.js';
import { loadContent } from '../../../services/content/load-content.js';
import type { ContentQuestion } from '../../../services/content/question-schema.js';
import { storeContent } from '../../../services/content/store-content.js';
import { storeQuestions } from '../../../services/content/store-questions.js';
import { systemClock } from '../../../services/shared/clock.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { buildQuiz, buildQuizItems, buildStudent } from '../../support/factories/index.js';
import { whileLocked } from '../../support/locks.js';

const { subjects } = await loadContent();

let database: TestDatabase;
let db: Knex;
beforeEach(async () => {
  database = await cloneDatabase();
  db = createKnex(database.url, 4);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

const question = (slug: string, columns: { stem?: string; right?: string; hash?: string } = {}): ContentQuestion => {
  const { stem = 'How is it?', right = 'So', hash = JSON.stringify(columns) } = columns;
  return {
    ...{
      topic: 'physics/forces',
      slug,
      kind: 'single-choice',
      difficulty: 'easy',
      stem,
      right,
      wrong: ['Not so'],
      hash,
    },
    ...{ explanation: 'It was seen.', evidence: { lesson: 'none', section: 'Seen', quote: 'It is so.' } },
  };
};
const store = (questions: ContentQuestion[], more: Partial<Content> = {}) =>
  storeContent({ db, clock: systemClock }, { origin: 'test', subjects, lessons: [], questions, ...more });
const counts = (added: number, changed: number, retired: number) => ({
  ...{ questionsAdded: added, questionsChanged: changed, questionsRetired: retired },
});
const rows = (origin = 'test') => db('quiz_questions').where({ origin }).orderBy('id');

/** Has somebody asked a question, in a quiz. */
async function ask(questionId: string): Promise<void> {
  const { id: userId } = await buildStudent(db);
  const { topicId } = await db('quiz_questions').where({ id: questionId }).first();
  const { id } = await buildQuiz(db, { userId, topicId });
  await buildQuizItems(db, id, [questionId]);
}

describe('written questions', () => {
  test('are added once, with form and key apart', async () => {
    expect(await store([question('one'), question('two')])).toMatchObject(counts(2, 0, 0));
    const before = await db('quiz_questions').select('*', db.raw('xmin::text')).orderBy('id');
    const [one] = await rows();
    expect(one).toMatchObject({ slug: 'one', retiredAt: null, evidence: { section: 'Seen', quote: 'It is so.' } });
    const texts = Object.fromEntries(one.form.options.map(({ id, text }: { id: string; text: string }) => [id, text]));
    expect(texts[one.key.right]).toBe('So');
    expect(await store([question('two'), question('one')])).toMatchObject(counts(0, 0, 0));
    expect(await db('quiz_questions').select('*', db.raw('xmin::text')).orderBy('id')).toEqual(before);
  });

  test('that nobody was asked are changed where they stand', async () => {
    await store([question('one')]);
    const [before] = await rows();
    expect(await store([question('one', { right: 'Better' })])).toMatchObject(counts(0, 1, 0));
    const [after, ...more] = await rows();
    expect([after.id, more]).toEqual([before.id, []]);
    expect(after.form.options.map(({ text }: { text: string }) => text).toSorted()).toEqual(['Better', 'Not so']);
  });

  test('that somebody was asked stay as they were, and give way to another row', async () => {
    await store([question('one')]);
    const [asked] = await rows();
    await ask(asked.id);
    expect(await store([question('one', { right: 'Better' })])).toMatchObject(counts(0, 1, 0));
    const [kept, better] = await rows();
    const { retiredAt, retiredFor, updatedAt, ...rest } = kept;
    expect([retiredFor, retiredAt]).toEqual(['changed', expect.any(Date)]);
    expect({ ...rest, retiredAt: null, retiredFor: null, updatedAt: asked.updatedAt }).toEqual(asked);
    expect(better).toMatchObject({ slug: 'one', retiredAt: null });
    expect(await store([question('one', { right: 'Better' })])).toMatchObject(counts(0, 0, 0));
  });

  test('are retired when their folder names them no more, and come back with it', async () => {
    await store([question('one'), question('two')]);
    expect(await store([question('one')])).toMatchObject(counts(0, 0, 1));
    expect((await rows()).map(({ retiredFor }) => retiredFor)).toEqual([null, 'removed']);
    expect(await store([question('one'), question('two')])).toMatchObject(counts(1, 0, 0));
    expect((await rows()).map(({ retiredFor }) => retiredFor)).toEqual([null, null]);
  });

  test('that were found to be bad do not come back before their text is another', async () => {
    await store([question('one')]);
    await db('quiz_questions').where({ origin: 'test' }).update({ retiredAt: new Date(), retiredFor: 'quality' });
    expect(await store([question('one')])).toMatchObject(counts(0, 0, 0));
    expect(await store([])).toMatchObject(counts(0, 0, 0));
    expect(await store([question('one', { stem: 'How is it really?' })])).toMatchObject(counts(1, 0, 0));
    expect((await rows()).map(({ retiredFor }) => retiredFor)).toEqual(['quality', null]);
  });

  test('of another folder are left alone', async () => {
    await store([question('one')]);
    const others = await rows('scholium');
    expect(await store([question('one')], { origin: 'other' })).toMatchObject(counts(1, 0, 0));
    expect(await store([], { origin: 'other' })).toMatchObject(counts(0, 0, 1));
    expect((await rows()).map(({ retiredFor }) => retiredFor)).toEqual([null]);
    expect(await rows('scholium')).toEqual(others);
  });

  test('are stored once by several processes at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => store([question('one'), question('two')])));
    expect(await rows()).toHaveLength(2);
    const versions = ['a', 'b', 'c'].map((right) => [question('one', { right }), question('two', { right })]);
    await ask((await rows())[0].id);
    await Promise.all(Array.from({ length: 9 }, (_, at) => store(versions[at % 3] ?? [])));
    const offered = (await rows()).filter(({ retiredAt }) => retiredAt === null);
    expect(offered.map(({ slug }) => slug).toSorted()).toEqual(['one', 'two']);
  });

  test('wait for another process that stores them, and are there once then', async () => {
    const content = { origin: 'test', subjects, lessons: [], questions: [question('one')] };
    const stored = await whileLocked(
      db,
      (trx) => storeQuestions(content, trx),
      () => store([question('one')]),
    );
    expect(stored).toMatchObject(counts(0, 0, 0));
    expect(await rows()).toHaveLength(1);
  });

  test('wait for a quiz that takes them, and then stay as it has them', async () => {
    await store([question('one')]);
    const [{ id: questionId, topicId }] = await rows();
    const { id: userId } = await buildStudent(db);
    const { id: quizId } = await buildQuiz(db, { userId, topicId });
    await whileLocked(
      db,
      (trx) => trx('quiz_items').insert({ quizId, questionId, position: 1 }),
      () => store([question('one', { right: 'Better' })]),
    );
    expect((await rows()).map(({ retiredFor }) => retiredFor)).toEqual(['changed', null]);
  });
});
