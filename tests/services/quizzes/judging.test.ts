import { beforeEach, describe, expect, test } from '@jest/globals';
import { QuestionStatistics } from '../../../db/models/question-statistics.js';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { type ItemAnswer, sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { judgeQuestions } from '../../../services/quizzes/retirement/judge-questions.js';
import { buildQuestionReport, buildQuiz, buildQuizAnswer, buildQuizAttempt } from '../../support/factories/index.js';
import { useQuizzes } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const NEVER = new AbortController().signal;
const judge = (signal = NEVER) => judgeQuestions(quizzes.services, { report: () => {} }, signal);
const question = (at: number) => quizzes.questionIds[at] ?? '';
const keep = (at: number, answers: readonly ItemAnswer[]) =>
  QuestionStatistics.query(db())
    .insert({ questionId: question(at), ...sumsOf(answers) })
    .onConflict('questionId')
    .merge();
const kept = (at: number) => QuestionStatistics.query(db()).findById(question(at));
const retired = async () => {
  const rows = await QuizQuestion.query(db()).where({ topicId: quizzes.topicId }).whereNotNull('retiredAt');
  return rows.map(({ id, retiredFor, retiredReason }) => ({ id, retiredFor, retiredReason }));
};
const audited = () =>
  db()('audit_log').where({ action: 'question.retired' }).select('actorKind', 'subjectId', 'details');

const times = (count: number, answer: ItemAnswer) => Array.from({ length: count }, () => answer);
/** So many who are right here alone, and as many who are right elsewhere alone. */
const turned = (half: number) => [...times(half, { mark: 1e4, total: 1e4 }), ...times(half, { mark: 0, total: 1e4 })];
/** So many of whom half are right here, whatever they know. */
const chance = (quarter: number) => [
  ...times(quarter, { mark: 1e4, total: 2e4 }),
  ...times(quarter, { mark: 1e4, total: 1e4 }),
  ...times(quarter, { mark: 0, total: 1e4 }),
  ...times(quarter, { mark: 0, total: 0 }),
];

beforeEach(async () => {
  for (const table of ['question_statistics', 'quiz_answers', 'audit_log']) await db()(table).delete();
});

describe('a question that its answers speak against', () => {
  test('is retired by the product, and the audit log has the evidence', async () => {
    await keep(0, turned(20));
    await buildQuestionReport(db(), { userId: quizzes.userId, questionId: question(0) });
    expect(await judge()).toEqual({ judged: 1, flagged: 0, retired: 1, failed: 0 });
    expect(await retired()).toEqual([{ id: question(0), retiredFor: 'quality', retiredReason: 'statistics' }]);
    const evidence = { answers: 40, reports: 1, facility: 0.5, discrimination: -100, bound: -100, level: 0.95 };
    expect(await audited()).toEqual([
      { actorKind: 'system', subjectId: null, details: { questionId: question(0), reason: 'statistics', ...evidence } },
    ]);
  });

  test('stays with fewer than 30 answers, and where chance explains them', async () => {
    await keep(0, turned(14));
    await keep(1, chance(10));
    expect(await judge()).toEqual({ judged: 1, flagged: 0, retired: 0, failed: 0 });
    expect(await retired()).toEqual([]);
    expect(await kept(1)).toMatchObject({ judgedAnswers: 40, efficiency: null, flags: [] });
  });

  test('is retired once, also by two passes at the same time', async () => {
    await keep(0, turned(20));
    await Promise.all([judge(), judge()]);
    expect(await judge()).toEqual({ judged: 0, flagged: 0, retired: 0, failed: 0 });
    expect(await audited()).toHaveLength(1);
  });

  test('keeps the reason for which a person has retired it', async () => {
    await keep(0, turned(20));
    await db()('quiz_questions')
      .where({ id: question(0) })
      .update({ retiredAt: new Date(), retiredFor: 'quality', retiredReason: 'text' });
    expect(await judge()).toMatchObject({ judged: 0, retired: 0 });
    expect(await retired()).toEqual([{ id: question(0), retiredFor: 'quality', retiredReason: 'text' }]);
  });
});

describe('from 100 answers on', () => {
  test('who is nearly always right or wrong is flagged, and stays', async () => {
    await keep(0, [...times(98, { mark: 1e4, total: 15e3 }), ...times(2, { mark: 0, total: 2e3 })]);
    await keep(1, [...times(2, { mark: 1e4, total: 18e3 }), ...times(98, { mark: 0, total: 5e3 })]);
    expect(await judge()).toEqual({ judged: 2, flagged: 2, retired: 0, failed: 0 });
    expect((await kept(0))?.flags).toEqual(['too-easy']);
    expect((await kept(1))?.flags).toEqual(['too-hard']);
    expect(await retired()).toEqual([]);
  });

  test('one that tells little is flagged, by the answers themselves', async () => {
    const { userId, topicId } = quizzes;
    const answers: ItemAnswer[] = [];
    for (let at = 0; at < 100; at += 1) {
      const { id: quizId } = await buildQuiz(db(), { userId, topicId });
      const { id: attemptId } = await buildQuizAttempt(db(), { userId, quizId });
      const [mark, rest] = [at % 2, Math.floor(at / 2) % 2];
      await buildQuizAnswer(db(), { attemptId, userId, questionId: question(0), mark });
      await buildQuizAnswer(db(), { attemptId, userId, questionId: question(1), mark: rest, isNew: false });
      answers.push({ mark: mark * 1e4, total: (mark + rest) * 1e4 });
    }
    await keep(0, answers);
    expect(await judge()).toEqual({ judged: 1, flagged: 1, retired: 0, failed: 0 });
    expect(await kept(0)).toMatchObject({ efficiency: 0, flags: ['tells-little'], judgedAnswers: 100 });
  });
});

describe('a pass', () => {
  test('judges again what has a tenth more answers, and nothing else', async () => {
    await keep(0, chance(10));
    expect(await judge()).toMatchObject({ judged: 1 });
    await keep(0, [...chance(10), ...times(3, { mark: 1e4, total: 2e4 })]);
    expect(await judge()).toMatchObject({ judged: 0 });
    await keep(0, [...chance(10), ...times(4, { mark: 1e4, total: 2e4 })]);
    expect(await judge()).toMatchObject({ judged: 1 });
    expect(await judge()).toMatchObject({ judged: 0 });
  });

  test('goes on where it was broken off', async () => {
    await keep(0, chance(10));
    await keep(1, chance(10));
    const reason = new Error('over');
    await expect(judge(AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const broken = judgeQuestions(quizzes.services, { report: () => stop.abort(reason) }, stop.signal);
    await expect(broken).rejects.toBe(reason);
    expect(await judge()).toMatchObject({ judged: 1 });
  });

  test('leaves a question that fails to the next, and judges the others', async () => {
    await keep(0, chance(10));
    await keep(1, chance(10));
    await db().raw(`ALTER TABLE question_statistics ADD CONSTRAINT broken CHECK
      (judged_answers = 0 OR question_id <> '${question(0)}')`);
    expect(await judge()).toEqual({ judged: 2, flagged: 0, retired: 0, failed: 1 });
    await db().raw('ALTER TABLE question_statistics DROP CONSTRAINT broken');
    expect(await judge()).toEqual({ judged: 1, flagged: 0, retired: 0, failed: 0 });
  });
});
