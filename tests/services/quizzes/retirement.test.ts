import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { shareGrading, stopGrading } from '../../../db/queries/quiz-corrections.js';
import { rebuildLevels } from '../../../services/game/rebuild-levels.js';
import { correctScores } from '../../../services/quizzes/retirement/correct-scores.js';
import { previewCorrections } from '../../../services/quizzes/retirement/preview-corrections.js';
import { retireQuestion } from '../../../services/quizzes/retirement/retire-question.js';
import { whileLocked } from '../../support/locks.js';
import { RIGHT, times, useQuizzes, WRONG } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const bad = () => quizzes.questionIds[0] ?? '';
const questions = () => quizzes.questionIds.slice(0, 6);
const xp = async () => (await db()('user_levels').where({ userId: quizzes.userId }).first('xp'))?.xp;
const notices = () => db()('notices').where({ userId: quizzes.userId, kind: 'score-corrected' }).select('facts');
const corrections = () =>
  db()('xp_logs').where({ userId: quizzes.userId, kind: 'correction' }).select('cause', 'granted', 'sourceId');
const found = { reason: 'wrong-key', by: 'command' } as const;
const retire = (questionId = bad()) => retireQuestion(quizzes.services, { questionId, ...found });
const correct = (questionId = bad()) => correctScores(quizzes.services, { questionId, ...found });
async function previewed(questionId = bad()) {
  const all = [];
  for await (const one of previewCorrections(questionId, db())) all.push(one);
  return all;
}

/** An attempt at six questions: the bad one wrong, and so many of the others right. */
const attempt = async (right: number) =>
  quizzes.attempt(await quizzes.makeQuiz({}, questions()), [WRONG, ...times(right, RIGHT), ...times(5 - right, WRONG)]);

beforeEach(async () => {
  await db()('quiz_questions').update({ retiredAt: null, retiredFor: null, retiredReason: null });
});

describe('a question that is retired', () => {
  test('raises the score of who was wrong there, with the bonus that follows, and tells them', async () => {
    const id = await attempt(4);
    const before = await xp();
    expect(await quizzes.read(id)).toMatchObject({ score: 4 / 6, xp: 40 });
    const { email } = await db()('users').where({ id: quizzes.userId }).first('email');
    expect(await previewed()).toEqual([{ id, email, before: 4 / 6, score: 0.8, points: 20 }]);
    expect(await quizzes.read(id)).toMatchObject({ score: 4 / 6 });

    await retire();
    expect(await correct()).toEqual({ attempts: 1, corrected: 1, xp: 20 });
    expect(await quizzes.read(id)).toMatchObject({ score: 0.8, xp: 60 });
    expect((await quizzes.read(id))?.questions[0]?.result).toMatchObject({
      ...{ retiredReason: 'wrong-key', counted: { answers: 1, marks: 0 } },
    });
    expect(await xp()).toBe(before + 20);
    expect(await corrections()).toEqual([{ cause: `quiz-correction:${id}`, granted: 20, sourceId: id }]);
    expect(await notices()).toEqual([
      { facts: { attemptId: id, reason: 'wrong-key', before: 67, percent: 80, xp: 20 } },
    ]);
    expect(await rebuildLevels(quizzes.services)).toMatchObject({ repaired: 0 });
  });

  test('is corrected once, however often that is run, also at the same time', async () => {
    const id = await attempt(4);
    await retire();
    const done = await Promise.all([correct(), correct(), correct()]);
    expect(done.reduce((sum, { corrected }) => sum + corrected, 0)).toBe(1);
    expect(await correct()).toEqual({ attempts: 1, corrected: 0, xp: 0 });
    expect(await corrections()).toHaveLength(1);
    expect(await previewed()).toEqual([]);
    expect(await quizzes.read(id)).toMatchObject({ score: 0.8, xp: 60 });
  });

  test('takes nothing from who was right there', async () => {
    const id = await quizzes.attempt(await quizzes.makeQuiz({}, questions()), [RIGHT, ...times(5, WRONG)]);
    await retire();
    expect(await previewed()).toEqual([]);
    expect(await correct()).toEqual({ attempts: 1, corrected: 0, xp: 0 });
    expect(await quizzes.read(id)).toMatchObject({ score: 1 / 6, xp: 10 });
    expect(await notices()).toEqual([]);
  });

  test('counts with others that were retired before', async () => {
    const id = await attempt(4);
    await retire();
    await correct();
    const other = quizzes.questionIds[5] ?? '';
    await retire(other);
    expect(await correct(other)).toEqual({ attempts: 1, corrected: 1, xp: 0 });
    expect(await quizzes.read(id)).toMatchObject({ score: 1, xp: 60 });
    expect(await notices()).toHaveLength(2);
  });

  test('counts only where it helps in attempts that end later', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz({}, questions()));
    await retire();
    await quizzes.submit(id, [WRONG, ...times(4, RIGHT), WRONG]);
    expect(await quizzes.read(id)).toMatchObject({ score: 0.8, xp: 60 });
    expect(await correct()).toEqual({ attempts: 1, corrected: 0, xp: 0 });
  });

  test('waits for attempts that are being graded, and those that come meanwhile wait for it', async () => {
    await whileLocked(db(), shareGrading as (trx: Knex.Transaction) => Promise<void>, () => retire());
    const id = await quizzes.start(await quizzes.makeQuiz({}, questions()));
    await whileLocked(db(), stopGrading as (trx: Knex.Transaction) => Promise<void>, () =>
      quizzes.submit(id, [WRONG, ...times(4, RIGHT), WRONG]),
    );
    expect(await quizzes.read(id)).toMatchObject({ score: 0.8, xp: 60 });
  });

  test('keeps its first reason, and is in no new quiz', async () => {
    expect(await retire()).toBe('wrong-key');
    expect(await retireQuestion(quizzes.services, { ...found, questionId: bad(), reason: 'text' })).toBe('wrong-key');
    expect(await QuizQuestion.query(db()).findById(bad())).toMatchObject({
      ...{ retiredAt: quizzes.now, retiredFor: 'quality', retiredReason: 'wrong-key' },
    });
  });

  test('has to be there', async () => {
    await expect(retire('00000000-0000-4000-8000-000000000000')).rejects.toThrow('There is no question');
  });

  test('corrects nothing of an account that is being removed', async () => {
    const id = await attempt(4);
    await retire();
    await db()('users').where({ id: quizzes.userId }).update({ status: 'suspended' });
    expect(await correct()).toEqual({ attempts: 0, corrected: 0, xp: 0 });
    expect(await quizzes.read(id)).toMatchObject({ score: 4 / 6 });
  });
});
