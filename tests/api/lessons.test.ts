import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Lesson } from '../../db/models/lesson.js';
import type { Topic } from '../../db/models/topic.js';
import { lessonText } from '../../domain/learning/lesson-text.js';
import { body } from '../support/body.js';
import { buildLesson, buildTopic } from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let topic: Topic;
let lessons: Lesson[];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
  topic = await buildTopic(app.db);
  lessons = [];
  for (const position of [1, 2]) lessons.push(await buildLesson(app.db, { topicId: topic.id, position }));
});

const get = async (path: string, by = student) => body(await by.fetch(path));
const send = (method: string, path: string, content?: object, by = student) =>
  by.fetch(path, {
    method,
    ...(content ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) } : {}),
  });
const idOf = (at: number) => lessons[at]?.id ?? '';
const complete = (at: number, by = student) => send('POST', `/lessons/${idOf(at)}/complete`, undefined, by);
const subjectSlug = async () => (await app.db('subjects').where({ id: topic.subjectId }).first('slug')).slug as string;
const xp = async () => (await get('/gamification/status')).xp;

describe('lessons of a topic', () => {
  test('come in their order, without texts, and with the progress of the student alone', async () => {
    const other = await createStudent(app);
    await complete(0, other);
    await send('PUT', `/lessons/${idOf(1)}/position`, { position: 0.25 });
    const { data } = await get(`/lessons/${topic.slug}`);
    expect(data.map(({ id }: { id: string }) => id)).toEqual([idOf(0), idOf(1)]);
    expect(data.map(({ progress }: { progress: object }) => progress)).toEqual([
      null,
      { position: 0.25, startedAt: expect.any(String), completedAt: null },
    ]);
    expect(data[0]).not.toHaveProperty('body');
  });

  test('of no topic are none', async () => expect(await get('/lessons/no-such-topic')).toEqual({ data: [] }));

  test('are told unchanged by their ETag', async () => {
    const first = await student.fetch(`/lessons/${topic.slug}`);
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
    expect((await student.fetch(`/lessons/${topic.slug}`, { headers })).status).toBe(304);
    await send('POST', `/lessons/${idOf(0)}/start`);
    expect((await student.fetch(`/lessons/${topic.slug}`, { headers })).status).toBe(200);
  });
});

describe('a lesson', () => {
  test('has its text, and begins where it was left', async () => {
    expect(await get(`/lessons/by-id/${idOf(0)}`)).toMatchObject({
      body: 'It is so.',
      progress: null,
      isRetired: false,
    });
    expect(await body(await send('POST', `/lessons/${idOf(0)}/start`))).toMatchObject({ progress: { position: 0 } });
    expect((await send('PUT', `/lessons/${idOf(0)}/position`, { position: 0.75 })).status).toBe(204);
    expect(await body(await send('POST', `/lessons/${idOf(0)}/start`))).toMatchObject({ progress: { position: 0.75 } });
  });

  test('is completed once, with its XP, a day of the streak, and what comes next', async () => {
    const first = await body(await complete(0));
    expect(first).toMatchObject({ xp: 50, lesson: { progress: { position: 1 } }, next: { id: idOf(1) } });
    expect(await body(await complete(0))).toEqual({ ...first, xp: 0 });
    expect(await get('/gamification/status')).toMatchObject({ xp: 50, streak: { days: 1 } });
    expect((await get('/gamification/xp')).data[0]).toMatchObject({
      ...{ kind: 'lesson', reason: 'You completed a lesson.', link: `/api/v1/lessons/by-id/${idOf(0)}` },
    });
    expect(await body(await complete(1))).toMatchObject({ next: null });
  });

  test('is completed once however many ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, async () => body(await complete(0))));
    expect(all.map((one) => one.xp).toSorted()).toEqual([...Array(9).fill(0), 50].toSorted());
    expect(await xp()).toBe(50);
  });

  test.each([[-0.01], [1.01], ['0.5'], [null]])('keeps no position %j', async (position) => {
    expect((await send('PUT', `/lessons/${idOf(0)}/position`, { position })).status).toBe(422);
  });

  test.each([
    ['GET', '/lessons/by-id/ID'],
    ['POST', '/lessons/ID/start'],
    ['PUT', '/lessons/ID/position'],
    ['POST', '/lessons/ID/complete'],
  ])('that is not there is not found: %s %s', async (method, path) => {
    const content = method === 'PUT' ? { position: 0.5 } : undefined;
    expect((await send(method, path.replace('ID', randomUUID()), content)).status).toBe(404);
  });

  test('that is retired stays with who had begun it, and is offered to nobody', async () => {
    await send('POST', `/lessons/${idOf(0)}/start`);
    await app
      .db('lessons')
      .where({ id: idOf(0) })
      .update({ retiredAt: new Date() });
    expect(await get(`/lessons/by-id/${idOf(0)}`)).toMatchObject({ isRetired: true });
    expect(await body(await complete(0))).toMatchObject({ xp: 50 });
    const other = await createStudent(app);
    expect((await other.fetch(`/lessons/by-id/${idOf(0)}`)).status).toBe(404);
    expect((await complete(0, other)).status).toBe(404);
    expect((await get(`/lessons/${topic.slug}`)).data).toHaveLength(1);
  });
});

describe('topics of a subject', () => {
  test('say what is learned before, whether that is done, and how many lessons are', async () => {
    const later = await buildTopic(app.db, {
      subjectId: topic.subjectId,
      slug: `later-${topic.slug.slice(5, 20)}`,
      position: 2,
    });
    await app.db('topic_prerequisites').insert({ topicId: later.id, prerequisiteId: topic.id });
    const subject = await subjectSlug();
    const topics = async () => (await get(`/topics/${subject}`)).data;
    await complete(0);
    expect(await topics()).toMatchObject([
      { slug: topic.slug, prerequisites: [], lessons: 2, completed: 1 },
      {
        slug: later.slug,
        prerequisites: [{ topic: `${subject}/${topic.slug}`, isMet: false }],
        lessons: 0,
        completed: 0,
      },
    ]);
    await complete(1);
    expect((await topics())[1].prerequisites[0].isMet).toBe(true);
  });

  test('of no subject are not found', async () => {
    expect((await student.fetch('/topics/no-such-subject')).status).toBe(404);
  });
});

describe('a search', () => {
  test('finds words in title and text, the title first, and shows where', async () => {
    const word = `zyx${randomUUID().slice(0, 8).replaceAll(/\d/g, 'q')}`;
    const text = `Much is said of ${word} here.`;
    const inText = await buildLesson(app.db, { topicId: topic.id, body: text, text, position: 3 });
    const inTitle = await buildLesson(app.db, { topicId: topic.id, title: `On ${word}`, position: 4 });
    const { data } = await get(`/lessons/search?q=${word}`);
    expect(data.map(({ id }: { id: string }) => id)).toEqual([inTitle.id, inText.id]);
    expect(data[1].excerpt).toContain(word);
  });

  test('shows words as a reader sees them, and nothing that is wrong on purpose', async () => {
    const word = `zyx${randomUUID().slice(0, 8).replaceAll(/\d/g, 'q')}`;
    const found = async (markdown: string) => {
      const text = lessonText({ body: markdown, keyPoints: [] });
      const { id } = await buildLesson(app.db, { topicId: topic.id, body: markdown, text });
      const { data } = await get(`/lessons/search?q=${word}`);
      return data.find((one: { id: string }) => one.id === id).excerpt;
    };
    expect(
      await found(`Before it.\n\n## The **${word}**\n\n![A ${word}](figures/a.svg)\n\nEvery *${word}* is\nthin.`),
    ).toBe(`Before it. Every ${word} is thin`);
    expect(await found(`So it is.\n\n## A common mistake\n\n"The ${word} is flat."`)).toMatch(/^So it is\.?$/);
  });

  test.each([['-'], ['"'], ['& | !'], ["'; DROP"], ['a:*'], ['%']])('takes %j for words', async (words) => {
    expect((await student.fetch(`/lessons/search?q=${encodeURIComponent(words)}`)).status).toBe(200);
  });

  test.each([['q='], ['q=%00'], [''], ['q=a&limit=51'], [`q=${'a'.repeat(201)}`]])('refuses %s', async (query) => {
    expect((await student.fetch(`/lessons/search?${query}`)).status).toBe(422);
  });
});
