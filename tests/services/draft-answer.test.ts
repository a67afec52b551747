import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AnswerProvider, Draft } from '../../clients/ai/provider.js';
import { storeLessonChunks } from '../../db/queries/lesson-chunks.js';
import { Failure } from '../../domain/runs/failures.js';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { draftAnswer } from '../../services/questions/draft-answer.js';
import { createPassageSource } from '../../services/questions/passage-source.js';
import {
  buildChunk,
  buildLesson,
  buildMaterial,
  buildPage,
  buildQuestion,
  buildStudent,
  buildTopic,
} from '../support/factories/index.js';
import { wordsAlone } from '../support/guide-parts.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();
const [PAGE, LESSON] = ['The tide comes in twice a day.', 'The moon draws the sea.'];
const NONE: Draft = { supported: false, answer: [], steps: [], keyPoints: [], followUps: [], confidence: 0 };

let chunkIds: string[];
let run: { id: string; runNo: number };
/** What was asked of, by the first words of the first passage. */
let asked: string[];
beforeEach(async () => {
  asked = [];
  const { id: userId } = await buildStudent(services.db);
  const { id: materialId } = await buildMaterial(services.db, { ownerId: userId, status: 'ready' });
  await buildPage(services.db, { materialId, text: PAGE });
  const own = await buildChunk(services.db, { materialId, ownerId: userId, text: PAGE });
  const { id: topicId } = await buildTopic(services.db);
  const { id: lessonId } = await buildLesson(services.db, { topicId, text: LESSON });
  const { textHash } = await services.db('lessons').where({ id: lessonId }).first();
  const piece = { start: 0, end: LESSON.length, text: LESSON, headingPath: [], words: [], headingWords: [] };
  await services.db.transaction((trx) => storeLessonChunks(trx, { id: lessonId, text: LESSON, textHash }, [piece]));
  const { id: ofLesson } = await services.db('lesson_chunks').where({ lessonId }).first();
  chunkIds = [own.id, ofLesson];
  const { id } = await buildQuestion(services.db, { userId, status: 'processing', generalAllowed: true });
  run = { id, runNo: 1 };
});

/** Answers from the text that begins so, and fails where it is told to. */
const answering = (text: string, fails: () => boolean = () => false, confidence = 1): AnswerProvider => ({
  ...{ name: 'openai', model: 'm', revise: null, judge: null },
  draft: async (_input, passages) => {
    const [first] = passages;
    asked.push(...passages.map((passage) => passage.text));
    if (fails()) throw new Failure('AiUnavailable');
    if (!first || first.text !== text) return NONE;
    return { ...NONE, supported: true, answer: [{ text, citations: [{ ref: 1, quote: text }] }], confidence };
  },
  answerGenerally: async () => {
    asked.push('general');
    return { answer: 'Well.', steps: [], keyPoints: [], followUps: [], confidence: 1 };
  },
});
const draft = (answers: AnswerProvider) => {
  const deps = { ...services, db: services.db, source: createPassageSource(services.db), ...wordsAlone, answers };
  return draftAnswer({ ...deps, meterOf: () => unmetered }, { ...run, chunkIds }, new AbortController().signal);
};
const stored = async () => (await services.db('questions').where({ id: run.id }).first('draft')).draft;

describe('a draft', () => {
  test('is made from the student’s own texts, and where they answer no lesson is asked', async () => {
    await draft(answering(PAGE));
    expect(asked).toEqual([PAGE]);
    expect(await stored()).toMatchObject({ kind: 'materials', spans: [{ pageNo: 1 }] });
  });

  test('is made from lessons where they do not, by themselves', async () => {
    await draft(answering(LESSON));
    expect(asked).toEqual([PAGE, LESSON]);
    expect(await stored()).toMatchObject({ kind: 'materials', spans: [{ lessonId: expect.any(String), start: 0 }] });
  });

  test('is made from general knowledge where neither does', async () => {
    await draft(answering('Nothing.'));
    expect(asked).toEqual([PAGE, LESSON, 'general']);
    expect(await stored()).toMatchObject({ kind: 'general' });
  });

  test('is paid for once in each of these, though the worker dies in between', async () => {
    let tries = 0;
    const provider = answering(LESSON, () => ++tries === 2);
    await expect(draft(provider)).rejects.toMatchObject({ type: 'AiUnavailable' });
    expect(await stored()).toMatchObject({ kind: 'none', isForLessons: true });
    await draft(provider);
    await draft(provider);
    expect(asked).toEqual([PAGE, LESSON, LESSON]);
  });

  test('is made from lessons only where the answer is surer than one from materials must be', async () => {
    await draft(answering(LESSON, () => false, 0.49));
    expect(await stored()).toMatchObject({ kind: 'general' });
  });

  test('is made from a lesson that the student names as surely as from materials, but for a model that is unsure', async () => {
    const { lessonId } = await services.db('lesson_chunks').where({ id: chunkIds[1] }).first();
    await services.db('questions').where({ id: run.id }).update({ lessonId });
    await draft(answering(LESSON, () => false, 0.49));
    expect(await stored()).toMatchObject({ kind: 'general' });
    await services.db('questions').where({ id: run.id }).update({ draft: null });
    await draft({ ...answering(LESSON, () => false, 0.6), name: 'offline' });
    expect(await stored()).toMatchObject({ kind: 'materials', spans: [{ lessonId }] });
    await services.db('questions').where({ id: run.id }).update({ draft: null, lessonId: null });
    await draft({ ...answering(LESSON, () => false, 0.6), name: 'offline' });
    expect(await stored()).toMatchObject({ kind: 'general' });
  });

  test('is made from materials however unsure it is', async () => {
    await draft(answering(PAGE, () => false, 0.49));
    expect(await stored()).toMatchObject({ kind: 'materials', spans: [{ pageNo: 1 }] });
  });

  test('leaves out a lesson whose text is another by now', async () => {
    await services.db('lessons').update({ text: 'Another text.' });
    await draft(answering(LESSON));
    expect(asked).toEqual([PAGE, 'general']);
  });
});
