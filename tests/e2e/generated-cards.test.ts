import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ANIMAL_PAGES, animalNotes, FOODS } from '../support/animal-notes.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { buildTopic } from '../support/factories/index.js';
import { generate, made, pageText } from '../support/generated.js';
import { json, problemOf } from '../support/http.js';
import { buildLessonToAsk } from '../support/lesson-to-ask.js';
import { NOTES_TO_ASK } from '../support/notes-to-ask.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { readyMaterial, startTutorApp, type TutorApp } from '../support/tutor-app.js';

const NOTES = animalNotes(6);

describe('with a chat model', () => {
  let tutor: TutorApp;
  let student: Student;
  let materialId: string;
  beforeAll(async () => {
    tutor = await startTutorApp();
  });
  afterAll(() => tutor.app.close());
  beforeEach(async () => {
    tutor.ai.dropScript();
    student = await createStudent(tutor.app);
    ({ id: materialId } = await readyMaterial(student, NOTES));
  });

  test('cards of a material have backs that cite their pages, and are there to review', async () => {
    const wish = { materialIds: [materialId], count: 4 };
    const answer = await made(student, 'cards', wish);
    expect(answer).toMatchObject({
      ...{ status: 'ready', lessonId: null, materialIds: [materialId], pages: null, count: 4, cardCount: 4 },
      ...{ isShorter: false, refusals: {}, failure: null },
    });
    expect(answer.cards).toHaveLength(4);
    for (const { origin, front, back, citation, due } of answer.cards) {
      expect({ origin, due }).toEqual({ origin: 'generated', due: null });
      expect(FOODS).toContain(back.split('\n')[0]);
      expect(front).toContain('____');
      expect(citation).toMatchObject({ materialId, lessonId: null, section: null, title: expect.any(String) });
      expect(await pageText(tutor.app.db, materialId, citation.pageNo)).toContain(citation.quote);
      expect(citation.quote).toContain(back.split('\n')[0]);
    }
    const { data } = await body(await student.fetch('/reviews/due'));
    const due = data.map(({ card }: { card: { id: string } }) => card.id);
    expect(due.toSorted()).toEqual(answer.cards.map(({ id }: { id: string }) => id).toSorted());
    // What is right stands on them: nothing of it can be taken as a quiz.
    for (const path of [`/quiz/${answer.id}/start`, `/quiz/${answer.id}/cancel`])
      expect(await problemOf(await student.fetch(path, { method: 'POST' }))).toBe('not-found');
    expect(await problemOf(await student.fetch(`/quiz/${answer.id}`))).toBe('not-found');
    // Asked for again, they are of what has no card yet.
    const more = await made(student, 'cards', wish);
    expect(more).toMatchObject({ status: 'ready', cardCount: 2, isShorter: true });
    // What is on cards may be asked in a quiz.
    expect(await made(student, 'quiz', { ...wish, count: 3 })).toMatchObject({ status: 'ready' });
  });

  test('cards of a lesson cite it, and their reviews count for its topic', async () => {
    const { id: topicId } = await buildTopic(tutor.app.db);
    const paragraphs = ANIMAL_PAGES.slice(0, 6);
    const lessonId = await buildLessonToAsk(tutor.app.db, topicId, paragraphs);
    const { status, cards } = await made(student, 'cards', { lessonId, count: 3 });
    expect([status, cards.length]).toEqual(['ready', 3]);
    for (const { lessonId: of, topic, citation } of cards) {
      expect([of, topic]).toEqual([lessonId, expect.any(String)]);
      expect(citation).toMatchObject({ lessonId, materialId: null, pageNo: null });
      expect(paragraphs.join('\n')).toContain(citation.quote);
    }
  });

  test('the same request again makes none anew, and nobody else sees them', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const [one, other] = [
      await body(await generate(student, 'cards', { materialIds: [materialId], count: 2 }, key)),
      await body(await generate(student, 'cards', { materialIds: [materialId], count: 2 }, key)),
    ];
    expect(other.id).toBe(one.id);
    expect((await student.fetch(`/cards/generated/${one.id}`)).status).toBe(200);
    const stranger = await createStudent(tutor.app);
    expect(await problemOf(await stranger.fetch(`/cards/generated/${one.id}`))).toBe('not-found');
    expect(await problemOf(await generate(stranger, 'cards', { materialIds: [materialId] }))).toBe('not-found');
  });

  test('a card that was removed is made no more', async () => {
    const { id, cards } = await made(student, 'cards', { materialIds: [materialId], count: 6 });
    const [gone] = cards;
    expect((await student.fetch(`/cards/${gone.id}`, { method: 'DELETE' })).status).toBe(204);
    const read = await body(await student.fetch(`/cards/generated/${id}`));
    expect(read).toMatchObject({ cardCount: cards.length });
    expect(read.cards).toHaveLength(cards.length - 1);
    expect(await made(student, 'cards', { materialIds: [materialId], count: 6 })).toMatchObject({
      ...{ status: 'failed', failure: 'too-few-questions', cards: [] },
      refusals: { twin: expect.any(Number) },
    });
  });

  test('cards stay when their material goes, without its quotes', async () => {
    const { id, cards } = await made(student, 'cards', { materialIds: [materialId], count: 3 });
    expect((await student.fetch(`/materials/${materialId}`, { method: 'DELETE' })).status).toBeLessThan(300);
    const after = await eventually(async () => {
      const read = await body(await student.fetch(`/cards/generated/${id}`));
      return read.cards.every(({ citation }: { citation: unknown }) => citation === null) && read;
    });
    const sides = ({ front, back }: { front: string; back: string }) => ({ front, back });
    expect(after.cards.map(sides)).toEqual(cards.map(sides));
  });

  test('that are cancelled are not made', async () => {
    tutor.ai.script({ kind: 'hang' });
    const asked = tutor.ai.nextRequest();
    const { id } = await body(await student.fetch('/cards/generate', json('POST', { materialIds: [materialId] })));
    await asked;
    const cancel = await student.fetch(`/cards/generated/${id}/cancel`, { method: 'POST' });
    expect(await body(cancel)).toMatchObject({ status: 'cancelled', cardCount: null, cards: [] });
    expect(await body(await student.fetch('/cards'))).toMatchObject({ data: [] });
  });

  test('a student without room for as many is refused', async () => {
    const rows = Array.from({ length: 9_990 }, () => ({ id: randomUUID(), userId: student.id, origin: 'student' }));
    for (let at = 0; at < rows.length; at += 1_000)
      await tutor.app
        .db('review_cards')
        .insert(rows.slice(at, at + 1_000).map((row) => ({ ...row, front: 'f', back: 'b' })));
    const wish = { materialIds: [materialId], count: 11 };
    expect(await problemOf(await generate(student, 'cards', wish))).toBe('too-many-cards');
    expect(await made(student, 'cards', { ...wish, count: 3 })).toMatchObject({ cardCount: 3 });
  });

  test('none are made of what does not fit together, is too much or is not there', async () => {
    const refused: [object, number][] = [
      [{ topic: 'computer-science/programming-basics' }, 422],
      [{}, 422],
      [{ materialIds: [materialId], lessonId: randomUUID() }, 422],
      [{ lessonId: randomUUID(), pages: { from: 1, to: 2 } }, 422],
      [{ materialIds: [materialId], count: 41 }, 422],
      [{ lessonId: randomUUID() }, 404],
      [{ materialIds: [materialId], pages: { from: 90, to: 99 } }, 422],
    ];
    const answered: [object, number][] = [];
    for (const [wish] of refused) answered.push([wish, (await generate(student, 'cards', wish)).status]);
    expect(answered).toEqual(refused);
    expect(await tutor.app.db('quizzes').where({ userId: student.id })).toEqual([]);
  });
});

describe('without a chat model', () => {
  let app: TestApp;
  let student: Student;
  beforeAll(async () => {
    app = await startTestApp();
    await app.startWorker();
    student = await createStudent(app);
  });
  afterAll(() => app.close());

  test('cards are of a material’s own sentences', async () => {
    const { id: materialId } = await readyMaterial(student, NOTES_TO_ASK);
    const { status, cards } = await made(student, 'cards', { materialIds: [materialId], count: 40 });
    expect(status).toBe('ready');
    expect(cards.length).toBeGreaterThan(2);
    for (const { front, back, citation } of cards) {
      expect(front).not.toBe('');
      const { pageNo, quote } = citation;
      expect(await pageText(app.db, materialId, pageNo)).toContain(quote);
      expect(quote.toLowerCase()).toContain(back.split('\n')[0].toLowerCase());
    }
  });
});
