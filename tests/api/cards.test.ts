import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Lesson } from '../../db/models/lesson.js';
import type { Topic } from '../../db/models/topic.js';
import { MAX_CARDS } from '../../domain/learning/reviews/card-text.js';
import { body } from '../support/body.js';
import { buildCard, buildLesson, buildTopic } from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let topic: Topic;
let lesson: Lesson;
let topicName: string;
beforeAll(async () => {
  app = await startTestApp();
  topic = await buildTopic(app.db);
  const keyPoints = [1, 2, 3].map((no) => ({ question: `What is ${no}?`, text: `It is ${no}.` }));
  lesson = await buildLesson(app.db, { topicId: topic.id, keyPoints });
  const { slug } = await app.db('subjects').where({ id: topic.subjectId }).first('slug');
  topicName = `${slug}/${topic.slug}`;
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const get = async (path: string, by = student) => body(await by.fetch(path));
const send = (method: string, path: string, content?: object, headers: Record<string, string> = {}) =>
  student.fetch(path, {
    method,
    ...(content ? { headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(content) } : {}),
  });
const SIDES = { front: 'How?', back: 'So.' };
const create = async (content: object = SIDES) => body(await send('POST', '/cards', content));

describe('a card', () => {
  test('is written, read, written anew and removed', async () => {
    const response = await send('POST', '/cards', { ...SIDES, tags: ['x', 'x'], topic: topicName });
    expect(response.status).toBe(201);
    const card = await body(response);
    expect(card).toMatchObject({ ...SIDES, tags: ['x'], topic: topicName, origin: 'student', reviews: 0, due: null });
    expect(response.headers.get('Location')).toBe(`/api/v1/cards/${card.id}`);
    expect(await get(`/cards/${card.id}`)).toEqual(card);
    const changed = await body(await send('PUT', `/cards/${card.id}`, { front: 'Why?', back: 'So.' }));
    expect(changed).toEqual({ ...card, front: 'Why?', tags: [], topic: null });
    expect((await send('DELETE', `/cards/${card.id}`)).status).toBe(204);
    expect((await student.fetch(`/cards/${card.id}`)).status).toBe(404);
    expect((await send('DELETE', `/cards/${card.id}`)).status).toBe(404);
  });

  test('keeps when it is due when it is written anew', async () => {
    const { id, due } = await buildCard(app.db, { userId: student.id, reviews: 1 });
    expect(await body(await send('PUT', `/cards/${id}`, SIDES))).toMatchObject({ due, reviews: 1 });
  });

  test('is made once a key', async () => {
    const headers = { 'Idempotency-Key': 'one' };
    const made = await Promise.all([1, 2, 3].map(() => send('POST', '/cards', SIDES, headers)));
    const again = await body(await send('POST', '/cards', SIDES, headers));
    expect(made.map(({ status }) => status)).toContain(201);
    expect((await get('/cards')).data).toEqual([again]);
    expect((await send('POST', '/cards', { ...SIDES, back: 'Other.' }, headers)).status).toBe(422);
  });

  test.each([
    [{ front: '', back: 'b' }],
    [{ front: 'a' }],
    [{ front: 'a', back: '\0' }],
    [{ front: '\u200b', back: 'b' }],
    [{ front: 'a'.repeat(1_001), back: 'b' }],
    [{ front: 'a', back: 'b', tags: ['two words'] }],
    [{ front: 'a', back: 'b', tags: Array(21).fill('t') }],
    [{ front: 'a', back: 'b', topic: 'no-topic' }],
    [{ front: 'a', back: 'b', due: '2026-01-01' }],
  ])('%# is refused with what is no card', async (content) => {
    expect((await send('POST', '/cards', content)).status).toBe(422);
    expect((await get('/cards')).data).toEqual([]);
  });

  test('of a topic that is not there is none', async () => {
    expect((await send('POST', '/cards', { ...SIDES, topic: 'no/topic' })).status).toBe(404);
  });
});

describe('the list of cards', () => {
  test('has those of the student, newest first, page by page, and of a topic', async () => {
    const { id: first } = await create();
    const { id: second } = await create({ ...SIDES, topic: topicName });
    await buildCard(app.db, { userId: (await createStudent(app)).id });
    const page = await get('/cards?limit=1');
    expect(page.data.map(({ id }: { id: string }) => id)).toEqual([second]);
    expect((await get(`/cards?limit=1&cursor=${page.nextCursor}`)).data[0].id).toBe(first);
    expect((await get(`/cards?topic=${topicName}`)).data).toHaveLength(1);
  });

  test('is full with its last card', async () => {
    const row = { userId: student.id, origin: 'student', front: 'a', back: 'b' };
    for (let made = 0; made < MAX_CARDS - 1; made += 3_333)
      await app
        .db('review_cards')
        .insert(
          Array.from({ length: Math.min(3_333, MAX_CARDS - 1 - made) }, () => ({ ...row, id: crypto.randomUUID() })),
        );
    const statuses = await Promise.all([1, 2, 3].map(async () => (await send('POST', '/cards', SIDES)).status));
    expect(statuses.toSorted()).toEqual([201, 403, 403]);
    const file = 'a,b\nc,d';
    expect((await send('POST', '/reviews/import', { format: 'csv', file })).status).toBe(403);
    expect((await send('POST', `/lessons/${lesson.id}/cards`, {})).status).toBe(403);
  });
});

describe("a lesson's key points", () => {
  const add = async (content: object) => body(await send('POST', `/lessons/${lesson.id}/cards`, content));

  test('become cards, each once, those that are chosen or all', async () => {
    const some = await add({ keyPoints: [2, 0, 2] });
    expect(some).toMatchObject({ added: 2, data: [{ lessonId: lesson.id, topic: topicName, origin: 'lesson' }, {}] });
    const all = await add({});
    expect(all).toMatchObject({ added: 1 });
    expect(all.data.map(({ front, back }: { front: string; back: string }) => [front, back]).toSorted()).toEqual([
      ['What is 1?', 'It is 1.'],
      ['What is 2?', 'It is 2.'],
      ['What is 3?', 'It is 3.'],
    ]);
    expect(await add({})).toMatchObject({ added: 0 });
  });

  test('become cards once however many ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => add({})));
    expect(all.map(({ added }) => added).toSorted()).toEqual([0, 0, 0, 0, 0, 3]);
  });

  test('that the lesson does not have are refused, and none is made', async () => {
    const response = await send('POST', `/lessons/${lesson.id}/cards`, { keyPoints: [0, 3] });
    expect(response.status).toBe(422);
    expect((await body(response)).errors).toMatchObject([{ pointer: '/keyPoints/1' }]);
    expect((await get('/cards')).data).toEqual([]);
    expect((await send('POST', `/lessons/${crypto.randomUUID()}/cards`, {})).status).toBe(404);
  });
});

describe('a file', () => {
  const load = async (format: string, file: string) => body(await send('POST', '/reviews/import', { format, file }));

  test('of CSV gives its cards, and tells of each line', async () => {
    expect(await load('csv', 'front,back,tags\na,b,x\n,missing\na,b,y')).toEqual({
      ...{ added: 1, known: 1, refused: 1 },
      lines: [
        { line: 2, outcome: 'added', reason: null },
        { line: 3, outcome: 'refused', reason: 'The front has nothing that can be seen' },
        { line: 4, outcome: 'known', reason: null },
      ],
    });
    expect(await load('csv', 'a,b')).toMatchObject({ added: 0, known: 1 });
    expect((await get('/cards')).data).toMatchObject([{ front: 'a', back: 'b', tags: ['x'], origin: 'import' }]);
  });

  test('that was exported is known, by the same student and by another after the first time', async () => {
    await create({ front: 'a\tb "c"\n<d>', back: '1 & 2', tags: ['x', 'y'], topic: topicName });
    const response = await student.fetch('/reviews/export');
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    const file = await response.text();
    expect(file).toContain(`Scholium::${topicName.replace('/', '::')}`);
    expect(await load('anki', file)).toMatchObject({ added: 0, known: 1, refused: 0 });
    student = await createStudent(app);
    expect(await load('anki', file)).toMatchObject({ added: 1 });
    expect(await load('anki', file)).toMatchObject({ added: 0, known: 1 });
    expect((await get('/cards')).data).toMatchObject([
      { front: 'a\tb "c"\n<d>', back: '1 & 2', tags: ['x', 'y'], topic: null },
    ]);
    // What came from a file keeps the name that the file gave it.
    expect(await (await student.fetch('/reviews/export')).text()).toContain(file.split('\n')[6]?.split('\t')[0]);
  });

  test('that breaks off does not look like one that has ended', async () => {
    await app.db.raw(
      `INSERT INTO review_cards (id, user_id, origin, front, back)
       SELECT gen_random_uuid(), :userId, 'import', repeat('"', 1000), repeat('"', 2000) FROM generate_series(1, 8000)`,
      { userId: student.id },
    );
    const headers = { Authorization: `Bearer ${student.accessToken}` };
    const response = await fetch(`${app.api.url}/api/v1/reviews/export`, { headers });
    expect(response.status).toBe(200);
    await app.db.raw('ALTER TABLE review_cards RENAME TO review_cards_away');
    try {
      await expect(response.text()).rejects.toThrow();
    } finally {
      await app.db.raw('ALTER TABLE review_cards_away RENAME TO review_cards');
    }
  });

  test('is added once however often it comes at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => load('csv', 'a,b\nc,d')));
    expect(all.map(({ added }) => added).toSorted()).toEqual([0, 0, 0, 0, 2]);
  });

  test.each([
    [{ format: 'csv', file: '' }, 422],
    [{ format: 'csv', file: '\n\n' }, 422],
    [{ format: 'xml', file: 'a,b' }, 422],
    [{ format: 'csv', file: 'a,b', topic: 'no/topic' }, 404],
    [{ format: 'csv', file: 'x'.repeat(110_000) }, 413],
    [{ format: 'csv', file: 'a,b\ud800' }, 400],
  ])('%# that cannot be taken is refused', async (content, status) => {
    expect((await send('POST', '/reviews/import', content)).status).toBe(status);
  });

  test('with a side that nobody can see has that line refused', async () => {
    expect(await load('csv', 'a,b\u200b\n\u200b,d\ne,f')).toMatchObject({ added: 2, refused: 1 });
  });
});
