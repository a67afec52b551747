import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { cancelQuiz } from '../../../services/quizzes/cancel-quiz.js';
import { pauseAttempt } from '../../../services/quizzes/pause-attempt.js';
import { correctScores } from '../../../services/quizzes/retirement/correct-scores.js';
import { retireQuestion } from '../../../services/quizzes/retirement/retire-question.js';
import { retryQuizOf } from '../../../services/quizzes/retry-quiz.js';
import { saveAnswer } from '../../../services/quizzes/save-answer.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import { buildQuizAttempt } from '../../support/factories/index.js';
import { FREE_AI } from '../../support/free-ai.js';
import { whileLocked } from '../../support/locks.js';
import { RIGHT, times, useQuizzes, WRONG } from '../quizzes/use-quizzes.js';

const quizzes = useQuizzes();
const { services } = quizzes;
const question = () => quizzes.questionIds[0] ?? '';
const attempts = (id: string, trx: Knex = services.db) => trx('quiz_attempts').where({ id });
const rowOf = (id: string, trx: Knex = services.db) => trx('quizzes').where({ id });
const xp = () => services.db('xp_logs').where({ userId: quizzes.userId }).select('kind', 'granted');

/** What another transaction does to an attempt that it has ended, with a score that no other end gives. */
const FIRST_END = { score: 0.25, xp: 7 };
const endIt = (id: string) => (trx: Knex) =>
  attempts(id, trx).update({
    ...{ status: 'ended', endedAt: quizzes.now, endedBy: 'student', finishedAt: quizzes.now },
    ...{ closesAt: null, nextCheckAt: null, ...FIRST_END },
  });

describe('an attempt that somebody ends is waited for, and keeps its result', () => {
  test('by an answer, which comes too late', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    const answer = { caller: quizzes.caller, attemptId: id, questionId: question(), answer: RIGHT };
    const saved = whileLocked(services.db, endIt(id), () => saveAnswer(services, answer));
    await expect(saved).rejects.toMatchObject({ type: 'attempt-over' });
    expect(await services.db('quiz_answers').where({ attemptId: id }).whereNotNull('answer')).toEqual([]);
  });

  test('by a pause, which comes too late', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    const paused = whileLocked(services.db, endIt(id), () =>
      pauseAttempt(services, { caller: quizzes.caller, attemptId: id }),
    );
    await expect(paused).rejects.toMatchObject({ type: 'attempt-over' });
  });

  test('by who hands it in, which brings nothing a second time', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    await whileLocked(services.db, endIt(id), () => quizzes.submit(id, times(10, RIGHT)));
    expect(await attempts(id).first('score', 'xp')).toEqual(FIRST_END);
    expect(await xp()).toEqual([]);
  });

  test.each([
    ['is open', 0],
    ['should have ended by its deadline', 70_000],
  ])('by who starts the quiz, where it %s: they get another one', async (_what, laterMs) => {
    const quiz = await quizzes.makeQuiz({ timeLimitMinutes: 1 });
    const id = await quizzes.start(quiz);
    quizzes.now = new Date(quizzes.now.getTime() + laterMs);
    const next = await whileLocked(services.db, endIt(id), () => quizzes.start(quiz));
    expect(await attempts(next).first('number', 'status')).toEqual({ number: 2, status: 'running' });
    expect(await attempts(id).first('score', 'xp')).toEqual(FIRST_END);
    expect(await services.db('notices').where({ userId: quizzes.userId, kind: 'quiz-result' })).toEqual([]);
    expect(services.starter.cancelled).toEqual([]);
  });
});

describe('a quiz', () => {
  test('that is being started is waited for by a second start, which finds the attempt of the first', async () => {
    const quizId = await quizzes.makeQuiz();
    let first = '';
    const found = await whileLocked(
      services.db,
      // As a start does, which goes on with the attempt.
      (trx) => rowOf(quizId, trx).forNoKeyUpdate(),
      () => quizzes.start(quizId),
      async (trx) => {
        first = (await buildQuizAttempt(trx, { userId: quizzes.userId, quizId, status: 'running' })).id;
      },
    );
    expect(found).toBe(first);
    expect(await services.db('quiz_attempts').where({ quizId })).toHaveLength(1);
  });

  test('that gets ready is waited for by a cancel, which comes too late', async () => {
    const id = await quizzes.makeQuiz({ status: 'processing', questionCount: null });
    const ready = { status: 'ready', questionCount: 10, finishedAt: quizzes.now, nextCheckAt: null };
    const cancelled = whileLocked(
      services.db,
      (trx) => rowOf(id, trx).update(ready),
      () => cancelQuiz(services, { caller: quizzes.caller, quizId: id, makes: 'quiz' }),
    );
    await expect(cancelled).rejects.toMatchObject({ type: 'not-running' });
    expect(await rowOf(id).first('status')).toEqual({ status: 'ready' });
    expect(services.starter.cancelled).toEqual([]);
  });

  test('that is being retried is waited for by a second retry, which leaves it to the run of the first', async () => {
    const id = await quizzes.makeQuiz({ status: 'failed', questionCount: null });
    const queued = { status: 'queued', failure: null, runNo: 2, finishedAt: null };
    await whileLocked(
      services.db,
      (trx) => rowOf(id, trx).update(queued),
      () =>
        inTransaction(services, (trx, after) =>
          retryQuizOf({ ...FREE_AI, clock: services.clock }, { userId: quizzes.userId, id }, after, trx),
        ),
    );
    expect(await rowOf(id).first('runNo')).toEqual({ runNo: 2 });
    expect(services.starter.started).toEqual([]);
  });
});

describe('a question that is found to be bad', () => {
  const found = { reason: 'wrong-key', by: 'command' } as const;
  const questions = (trx: Knex = services.db) => trx('quiz_questions').where({ id: question() });
  beforeEach(async () => {
    await services.db('quiz_questions').update({ retiredAt: null, retiredFor: null, retiredReason: null });
  });

  test('is waited for where its text is being replaced, and is retired since then', async () => {
    const retiredAt = new Date('2026-03-02');
    await whileLocked(
      services.db,
      (trx) => questions(trx).update({ retiredAt, retiredFor: 'changed' }),
      () => retireQuestion(services, { questionId: question(), ...found }),
    );
    expect(await questions().first('retiredAt', 'retiredFor')).toEqual({ retiredAt, retiredFor: 'quality' });
  });

  test('raises a score once: who comes second waits, and finds it raised', async () => {
    const asked = quizzes.questionIds.slice(0, 6);
    const id = await quizzes.attempt(await quizzes.makeQuiz({}, asked), [WRONG, ...times(4, RIGHT), WRONG]);
    await retireQuestion(services, { questionId: question(), ...found });
    const before = await xp();
    const corrected = await whileLocked(
      services.db,
      (trx) => attempts(id, trx).update({ score: 0.8, xp: 60 }),
      () => correctScores(services, { questionId: question(), ...found }),
    );
    expect(corrected).toEqual({ attempts: 1, corrected: 0, xp: 0 });
    expect(await attempts(id).first('score', 'xp')).toEqual({ score: 0.8, xp: 60 });
    expect(await xp()).toEqual(before);
  });
});
