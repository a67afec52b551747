import { describe, expect, test } from '@jest/globals';
import { Failure } from '../../../../domain/runs/failures.js';
import { cancelQuiz } from '../../../../services/quizzes/cancel-quiz.js';
import { checkQuestions } from '../../../../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../../../../services/quizzes/generation/draft-questions.js';
import { storeQuiz } from '../../../../services/quizzes/generation/store-quiz.js';
import { pickQuizQuestions } from '../../../../services/quizzes/pick-quiz-questions.js';
import { buildSession, buildStudent } from '../../../support/factories/index.js';
import { good, signal, useGeneration } from './use-generation.js';

const { services, tests, writing, depsOf, newQuiz, read, generated } = useGeneration();

describe('what was drafted', () => {
  test('is paid for once, though the worker is lost between and within the steps', async () => {
    const run = await newQuiz({ wished: 8 });
    let isAway = true;
    const failing = (text: string, call: number) => (isAway && call === 2 ? new Failure('AiUnavailable') : good(text));
    const deps = depsOf(writing({ draft: failing }));
    await pickQuizQuestions(deps, run);
    await expect(draftQuestions(deps, { ...run, round: 1 }, signal)).rejects.toMatchObject({ type: 'AiUnavailable' });
    isAway = false;
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    expect(tests.calls).toEqual(['draft', 'draft', 'draft']);
    expect(await checkQuestions(deps, run, signal)).toBe('enough');
    const solved = tests.calls.length;
    expect(await checkQuestions(deps, run, signal)).toBe('enough');
    expect(tests.calls).toHaveLength(solved);
    expect([await storeQuiz(deps, run), await storeQuiz(deps, run)]).toEqual(['ready', 'ready']);
    expect(await generated()).toHaveLength(8);
  });

  test('makes a shorter quiz where the budget is spent before all are solved', async () => {
    const run = await newQuiz({ wished: 8 });
    let solves = 0;
    const solve = (right: string) => {
      solves += 1;
      return solves > 12 ? new Failure('AiBudgetExhausted') : { answer: [right] };
    };
    const deps = depsOf(writing({ solve }));
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    await expect(checkQuestions(deps, run, signal)).rejects.toMatchObject({ type: 'AiBudgetExhausted' });
    expect(await storeQuiz(deps, run)).toBe('ready');
    const { questionCount } = await read(run.id);
    expect(questionCount).toBeGreaterThanOrEqual(3);
    expect(questionCount).toBeLessThan(8);
  });

  test('is written no more once the quiz is cancelled', async () => {
    const run = await newQuiz();
    const deps = depsOf(writing());
    await draftQuestions(deps, { ...run, round: 1 }, signal);
    await cancelQuiz(deps, { caller: tests.caller, quizId: run.id, makes: 'quiz' });
    await cancelQuiz(deps, { caller: tests.caller, quizId: run.id, makes: 'quiz' });
    for (const step of [
      () => draftQuestions(deps, { ...run, round: 2 }, signal),
      () => checkQuestions(deps, run, signal),
      () => storeQuiz(deps, run),
    ])
      await expect(step()).rejects.toMatchObject({ type: 'Superseded' });
    expect(await read(run.id)).toMatchObject({ status: 'cancelled', draft: null });
  });

  test('cannot be cancelled by another student', async () => {
    const run = await newQuiz();
    const { id: userId } = await buildStudent(services.db);
    const { id: sessionId } = await buildSession(services.db, { userId });
    const cancelling = cancelQuiz(depsOf(writing()), { caller: { userId, sessionId }, quizId: run.id, makes: 'quiz' });
    await expect(cancelling).rejects.toMatchObject({ type: 'not-found' });
    expect(await read(run.id)).toMatchObject({ status: 'processing' });
  });
});
