import { describe, expect, test } from '@jest/globals';
import { pauseAttempt, resumeAttempt } from '../../../services/quizzes/pause-attempt.js';
import { saveAnswer } from '../../../services/quizzes/save-answer.js';
import { wakeAttempt } from '../../../services/quizzes/wake-attempt.js';
import { RIGHT, times, useQuizzes, WRONG } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const later = (seconds: number) => new Date(quizzes.now.getTime() + seconds * 1_000);

/** Starts an attempt that has a minute. */
const startTimed = async () => quizzes.start(await quizzes.makeQuiz({ timeLimitMinutes: 1 }));
const wake = (id: string, runNo = 1) => wakeAttempt(quizzes.services, { id, runNo });
const save = (attemptId: string, answer: typeof RIGHT | null, revision?: number) =>
  saveAnswer(quizzes.services, {
    ...{ caller: quizzes.caller, attemptId, questionId: quizzes.questionIds[0] ?? '', answer, revision },
  });
const notices = () => db()('notices').where({ userId: quizzes.userId, kind: 'quiz-result' });

describe('a timed attempt', () => {
  test('has a deadline by the clock of the server, and a timer five seconds later', async () => {
    const id = await startTimed();
    const row = await db()('quiz_attempts').where({ id }).first();
    expect(row).toMatchObject({ deadline: later(60), closesAt: later(65), workflowId: `quiz-attempt:${id}:1` });
    expect(quizzes.services.starter.started).toEqual([`quiz-attempt:${id}:1`]);
    expect(await wake(id)).toEqual(later(65));
  });

  test('ends by its timer with the answers that were saved, and says so in a notice', async () => {
    const id = await startTimed();
    await save(id, RIGHT);
    const deadline = later(60);
    quizzes.now = later(65);
    expect(await wake(id)).toBeNull();
    expect(await quizzes.read(id)).toMatchObject({
      status: 'ended',
      endedBy: 'deadline',
      endedAt: deadline,
      score: 0.1,
      xp: 10,
    });
    expect(await notices().select('topic', 'facts')).toEqual([{ topic: id, facts: { attemptId: id, percent: 10 } }]);
    // Tried again, since the reply to its commit was lost.
    expect(await wake(id)).toBeNull();
    await expect(wake(id, 2)).rejects.toThrow();
    expect(await notices()).toHaveLength(1);
  });

  test('takes answers until five seconds after the deadline, and none later', async () => {
    const id = await startTimed();
    quizzes.now = later(64.999);
    expect(await save(id, RIGHT)).toMatchObject({ revision: 1 });
    quizzes.now = later(0.001);
    await expect(save(id, WRONG)).rejects.toMatchObject({ type: 'attempt-over' });
    await quizzes.submit(id, times(10, RIGHT));
    expect(await quizzes.read(id)).toMatchObject({ endedBy: 'deadline', score: 0.1 });
  });

  test('is over whatever is handed in later, also for whoever hands in again', async () => {
    const id = await startTimed();
    await save(id, RIGHT);
    quizzes.now = later(65);
    const unreadable = times(10, { kind: 'numeric', text: '5 m/' } as unknown as typeof RIGHT);
    await quizzes.submit(id, unreadable);
    await quizzes.submit(id, unreadable);
    expect(await quizzes.read(id)).toMatchObject({ endedBy: 'deadline', score: 0.1 });
  });

  test('that is handed in within these seconds counts as handed in', async () => {
    const id = await startTimed();
    quizzes.now = later(63);
    await quizzes.submit(id, times(10, RIGHT));
    expect(await quizzes.read(id)).toMatchObject({ endedBy: 'student', score: 1 });
    expect(await notices()).toEqual([]);
    expect(quizzes.services.starter.cancelled).toEqual([`quiz-attempt:${id}:1`]);
  });

  test('has one result where its timer and its student end it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await startTimed();
      quizzes.now = later(65);
      await Promise.allSettled([wake(id), quizzes.submit(id, times(10, RIGHT)), wake(id), quizzes.submit(id)]);
      expect(await quizzes.read(id)).toMatchObject({ status: 'ended', endedBy: 'deadline', score: 0 });
    }
  });

  test('whose timer is late is ended by the next start', async () => {
    const quiz = await quizzes.makeQuiz({ timeLimitMinutes: 1 });
    const first = await quizzes.start(quiz);
    quizzes.now = later(66);
    const second = await quizzes.start(quiz);
    expect(second).not.toBe(first);
    expect([(await quizzes.read(first))?.endedBy, (await quizzes.read(second))?.number]).toEqual(['deadline', 2]);
  });

  test('cannot be paused', async () => {
    const attemptId = await startTimed();
    for (const change of [pauseAttempt, resumeAttempt])
      await expect(change(quizzes.services, { caller: quizzes.caller, attemptId })).rejects.toMatchObject({
        type: 'attempt-timed',
      });
  });
});

describe('an attempt without a limit', () => {
  test('has no timer, and is paused and resumed', async () => {
    const attemptId = await quizzes.start(await quizzes.makeQuiz());
    expect(quizzes.services.starter.started).toEqual([]);
    const input = { caller: quizzes.caller, attemptId };
    await pauseAttempt(quizzes.services, input);
    quizzes.now = later(100);
    await pauseAttempt(quizzes.services, input);
    await expect(save(attemptId, RIGHT)).rejects.toMatchObject({ type: 'attempt-paused' });
    await resumeAttempt(quizzes.services, input);
    await resumeAttempt(quizzes.services, input);
    await save(attemptId, RIGHT);
    await pauseAttempt(quizzes.services, input);
    quizzes.now = later(20);
    await quizzes.submit(attemptId);
    expect(await quizzes.read(attemptId)).toMatchObject({ status: 'ended', pausedAt: null, pausedMs: 120_000 });
    await expect(pauseAttempt(quizzes.services, input)).rejects.toMatchObject({ type: 'attempt-over' });
  });
});

describe('the answer of two devices', () => {
  test('is that of the later one, and each can see it', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    expect(await save(id, WRONG, 0)).toMatchObject({ revision: 1, hadChanged: false });
    expect(await save(id, RIGHT, 0)).toMatchObject({ answer: RIGHT, revision: 2, hadChanged: true });
    expect(await save(id, WRONG, 1)).toMatchObject({ answer: WRONG, revision: 3, hadChanged: true });
    expect(await save(id, null, 3)).toMatchObject({ answer: null, revision: 4, hadChanged: false });
  });

  test('said again changes nothing', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    const first = await save(id, RIGHT, 0);
    quizzes.now = later(10);
    expect(await save(id, RIGHT, 0)).toEqual(first);
  });

  test('of many at once is one of theirs', async () => {
    const id = await quizzes.start(await quizzes.makeQuiz());
    await Promise.all(Array.from({ length: 10 }, (_, at) => save(id, at % 2 ? RIGHT : WRONG)));
    const [question] = (await quizzes.read(id))?.questions ?? [];
    expect(question?.revision).toBeLessThanOrEqual(10);
    expect([RIGHT, WRONG]).toContainEqual(question?.answer);
  });
});

test('starts at once give one attempt', async () => {
  const quiz = await quizzes.makeQuiz({ timeLimitMinutes: 1 });
  const ids = await Promise.all(Array.from({ length: 10 }, () => quizzes.start(quiz)));
  expect(new Set(ids).size).toBe(1);
  expect(quizzes.services.starter.started).toHaveLength(1);
});
