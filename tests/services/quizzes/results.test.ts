import { describe, expect, test } from '@jest/globals';
import { buildQuizQuestion } from '../../support/factories/index.js';
import { RIGHT, times, useQuizzes, WRONG } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const xpOf = async (attemptId: string) => (await quizzes.read(attemptId))?.xp;
const stats = async () => (await db()('user_stats').where({ userId: quizzes.userId }).first('stats'))?.stats ?? {};

describe('an attempt that is handed in', () => {
  test('brings 10 XP a right answer, and 20 more from 80 % on', async () => {
    const quiz = await quizzes.makeQuiz();
    const id = await quizzes.attempt(quiz, [...times(8, RIGHT), ...times(2, WRONG)]);
    expect(await quizzes.read(id)).toMatchObject({ status: 'ended', endedBy: 'student', score: 0.8, xp: 100 });
    expect(
      await db()('xp_logs').where({ userId: quizzes.userId }).select('kind', 'cause', 'granted', 'sourceId'),
    ).toEqual([{ kind: 'quiz', cause: `quiz:${id}`, granted: 100, sourceId: id }]);
  });

  test('brings no more than its right answers below that', async () => {
    const id = await quizzes.attempt(await quizzes.makeQuiz(), [...times(7, RIGHT), ...times(3, WRONG)]);
    expect(await xpOf(id)).toBe(70);
  });

  test('counts what was not answered as not right', async () => {
    const id = await quizzes.attempt(await quizzes.makeQuiz(), times(2, RIGHT));
    expect(await quizzes.read(id)).toMatchObject({ score: 0.2, xp: 20 });
  });

  test('says of each question what is right, why, and where it stands', async () => {
    const id = await quizzes.attempt(await quizzes.makeQuiz(), [WRONG]);
    const [first, second] = (await quizzes.read(id))?.questions ?? [];
    expect(first?.result).toMatchObject({
      ...{ mark: 0, rule: 'single-choice', problem: null, isNew: true, explanation: 'It was seen.' },
      ...{ key: { kind: 'single-choice', right: 'right' }, section: 'Seen', quote: 'It is so.' },
    });
    expect(second?.result).toMatchObject({ mark: 0, problem: 'not-answered' });
  });

  test('without an answer is no activity, and shows the keys all the same', async () => {
    const id = await quizzes.attempt(await quizzes.makeQuiz(), []);
    expect(await quizzes.read(id)).toMatchObject({ status: 'ended', score: 0, xp: 0 });
    expect(await db()('xp_logs').where({ userId: quizzes.userId })).toEqual([]);
    expect(await stats()).toEqual({});
  });

  test('counts for quizzes, those without a fault, and right answers in a row', async () => {
    await quizzes.attempt(await quizzes.makeQuiz({}, quizzes.questionIds.slice(0, 4)), times(4, RIGHT));
    await quizzes.attempt(await quizzes.makeQuiz({}, quizzes.questionIds.slice(4, 8)), [RIGHT, WRONG, RIGHT, RIGHT]);
    expect(await stats()).toMatchObject({ quizzesFinished: 2, perfectQuizzes: 1, longestRightRun: 5, rightRun: 2 });
  });
});

describe('mastery', () => {
  const answers = () => db()('topic_answers').where({ userId: quizzes.userId });

  test('hears of new questions that were answered, each once', async () => {
    const quiz = await quizzes.makeQuiz();
    await quizzes.attempt(quiz, [RIGHT, RIGHT, WRONG, null]);
    expect(await answers().orderBy('isRight').select('kind', 'options', 'isRight')).toEqual([
      { kind: 'single-choice', options: 2, isRight: false },
      { kind: 'single-choice', options: 2, isRight: true },
      { kind: 'single-choice', options: 2, isRight: true },
    ]);
    await quizzes.attempt(quiz, times(10, RIGHT));
    expect(await answers()).toHaveLength(3);
  });
});

describe('cards', () => {
  const cards = () => db()('review_cards').where({ userId: quizzes.userId });

  test('are made of wrong answers, once a question', async () => {
    const quiz = await quizzes.makeQuiz();
    await quizzes.attempt(quiz, [RIGHT, WRONG, null]);
    expect(await cards().select('origin', 'front', 'back', 'topicId')).toEqual([
      {
        ...{ origin: 'answer', topicId: quizzes.topicId },
        ...{ front: 'How is it?\n- It is so.\n- It is not so.', back: 'It is so.\n\nIt was seen.' },
      },
    ]);
    await quizzes.attempt(quiz, [WRONG, WRONG]);
    expect(await cards()).toHaveLength(2);
  });

  test('of a student who has no room for them do not keep an attempt from its end', async () => {
    const many = Array.from({ length: 9_999 }, (_, at) => ({
      ...{ id: crypto.randomUUID(), userId: quizzes.userId, origin: 'student', front: String(at), back: 'b' },
    }));
    await db().batchInsert('review_cards', many, 1_000);
    const id = await quizzes.attempt(await quizzes.makeQuiz(), times(3, WRONG));
    expect((await quizzes.read(id))?.status).toBe('ended');
    expect(await cards()).toHaveLength(10_000);
  });
});

describe('nothing is gained', () => {
  test('by a quiz that is taken again', async () => {
    const quiz = await quizzes.makeQuiz();
    await quizzes.attempt(quiz, []);
    const again = await quizzes.attempt(quiz, times(10, RIGHT));
    expect(await quizzes.read(again)).toMatchObject({ number: 2, score: 1, xp: 0 });
    expect(await stats()).toMatchObject({ quizzesFinished: 0, perfectQuizzes: 0, longestRightRun: 0 });
  });

  test('by another quiz of the same questions', async () => {
    await quizzes.attempt(await quizzes.makeQuiz(), times(10, WRONG));
    expect(await xpOf(await quizzes.attempt(await quizzes.makeQuiz(), times(10, RIGHT)))).toBe(0);
  });

  test('by a question whose text was corrected meanwhile', async () => {
    const { questionIds, topicId } = quizzes;
    await quizzes.attempt(await quizzes.makeQuiz(), times(10, RIGHT));
    await db()('quiz_questions').where({ id: questionIds[0] }).update({ retiredAt: new Date(), retiredFor: 'changed' });
    const { id } = await buildQuizQuestion(db(), { topicId, slug: 'question-0' });
    expect(await xpOf(await quizzes.attempt(await quizzes.makeQuiz({}, [id]), [RIGHT]))).toBe(0);
  });

  test('by one new question among known ones but its own XP', async () => {
    const [first = '', ...rest] = quizzes.questionIds;
    await quizzes.attempt(await quizzes.makeQuiz({}, rest), times(9, RIGHT));
    const id = await quizzes.attempt(await quizzes.makeQuiz({}, [first, ...rest]), times(10, RIGHT));
    expect(await quizzes.read(id)).toMatchObject({ score: 1, xp: 10 });
  });

  test('by handing one question in with two quizzes at once', async () => {
    const ids = [await quizzes.makeQuiz(), await quizzes.makeQuiz()];
    const attempts = await Promise.all(ids.map((id) => quizzes.start(id)));
    await Promise.all(attempts.map((id) => quizzes.submit(id, times(10, RIGHT))));
    expect((await Promise.all(attempts.map(xpOf))).toSorted()).toEqual([0, 120]);
  });

  test('beyond the cap of a study day', async () => {
    const { topicId } = quizzes;
    for (let round = 0; round < 4; round += 1) {
      const fresh = await Promise.all(Array.from({ length: 10 }, () => buildQuizQuestion(db(), { topicId })));
      const quiz = await quizzes.makeQuiz(
        {},
        fresh.map(({ id }) => id),
      );
      await quizzes.attempt(quiz, times(10, RIGHT));
    }
    const lines = await db()('xp_logs').where({ userId: quizzes.userId }).pluck('granted');
    expect(lines.reduce((sum: number, granted: number) => sum + granted, 0)).toBe(300);
  });

  test('by handing in twenty times at once', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    await Promise.all(Array.from({ length: 20 }, (_, at) => quizzes.submit(id, times(10, at % 2 ? RIGHT : WRONG))));
    expect(await db()('xp_logs').where({ userId: quizzes.userId, kind: 'quiz' })).toHaveLength(1);
    const { score, xp } = (await quizzes.read(id)) ?? {};
    expect([
      { score: 1, xp: 120 },
      { score: 0, xp: 0 },
    ]).toContainEqual({ score, xp });
  });
});
