import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { QuestionStatistics } from '../../../db/models/question-statistics.js';
import { itemAnswerOf, sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { forEachConcurrent } from '../../../lib/for-each-concurrent.js';
import { startAttempt } from '../../../services/quizzes/start-attempt.js';
import { rebuildStatistics } from '../../../services/quizzes/statistics/rebuild-statistics.js';
import { submitAttempt } from '../../../services/quizzes/submit-attempt.js';
import { buildQuiz, buildQuizItems, buildSession, buildStudent } from '../../support/factories/index.js';
import { RIGHT, times, useQuizzes, WRONG } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;
const sumsKept = async () =>
  (await QuestionStatistics.query(db()).orderBy('questionId')).map(({ createdAt, updatedAt, ...sums }) => sums);
const sumsOfQuestion = (id: string | undefined) => QuestionStatistics.query(db()).findById(id ?? '');

beforeEach(async () => {
  await db()('question_statistics').delete();
  await db()('quiz_answers').delete();
});

describe('the end of an attempt', () => {
  test('counts each question against the mean of the others', async () => {
    const [first, second] = quizzes.questionIds;
    await quizzes.attempt(await quizzes.makeQuiz({}, quizzes.questionIds.slice(0, 3)), [RIGHT, WRONG, RIGHT]);
    expect(await sumsOfQuestion(first)).toMatchObject(sumsOf([itemAnswerOf(1, [0, 1]) ?? { mark: 0, total: 0 }]));
    expect(await sumsOfQuestion(second)).toMatchObject(sumsOf([{ mark: 0, total: 10_000 }]));
  });

  test('counts no question twice of a student, and none of an attempt without an answer', async () => {
    const quiz = await quizzes.makeQuiz();
    await quizzes.attempt(quiz, times(10, RIGHT));
    const kept = await sumsKept();
    expect(kept).toHaveLength(10);
    await quizzes.attempt(quiz, times(10, WRONG));
    expect(await sumsKept()).toEqual(kept);
  });

  test('counts nothing where nothing was answered', async () => {
    await quizzes.attempt(await quizzes.makeQuiz(), []);
    expect(await sumsKept()).toEqual([]);
  });
});

/** Another student hands in a quiz of these questions, with these answers in its order. */
async function handInAsAnother(questionIds: readonly string[], answers: readonly (typeof RIGHT | null)[]) {
  const { services, topicId } = quizzes;
  const { id: userId } = await buildStudent(db());
  const caller = { userId, sessionId: (await buildSession(db(), { userId })).id };
  const { id: quizId } = await buildQuiz(db(), {
    userId,
    topicId,
    wished: questionIds.length,
    questionCount: questionIds.length,
  });
  await buildQuizItems(db(), quizId, questionIds);
  const attemptId = await startAttempt(services, { caller, quizId });
  const handedIn = questionIds.map((questionId, at) => ({ questionId, answer: answers[at] ?? null }));
  return () => submitAttempt(services, { caller, attemptId, answers: handedIn });
}

describe('npm run rebuild -- items', () => {
  test('gives the sums that attempts have left, whatever they were', async () => {
    const attempt = fc.record({
      order: fc.shuffledSubarray([...Array(10).keys()], { minLength: 1 }),
      answers: fc.array(fc.constantFrom(RIGHT, WRONG, null), { minLength: 10, maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 4 }), async (attempts) => {
        for (const { order, answers } of attempts) {
          const submit = await handInAsAnother(
            order.map((at) => quizzes.questionIds[at] ?? ''),
            answers,
          );
          await submit();
        }
        const kept = await sumsKept();
        expect(await rebuildStatistics({ db: db() })).toMatchObject({ repaired: 0 });
        expect((await sumsKept()).filter(({ answers }) => answers > 0)).toEqual(
          kept.filter(({ answers }) => answers > 0),
        );
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('repairs sums that are wrong, lost or too many', async () => {
    const [first, second, third] = quizzes.questionIds;
    await quizzes.attempt(await quizzes.makeQuiz({}, quizzes.questionIds.slice(0, 3)), times(3, RIGHT));
    const kept = await sumsKept();
    await QuestionStatistics.query(db())
      .findById(first ?? '')
      .patch({ answers: 5, products: 7 });
    await QuestionStatistics.query(db()).deleteById(second ?? '');
    expect(await rebuildStatistics({ db: db() })).toEqual({ questions: 3, repaired: 2 });
    expect(await sumsKept()).toEqual(kept);
    await db()('quiz_answers').where({ questionId: third }).delete();
    await rebuildStatistics({ db: db() });
    expect(await sumsOfQuestion(third)).toMatchObject({ answers: 0, marks: 0 });
  });

  test('loses nothing of what is handed in meanwhile', async () => {
    const submits: (() => Promise<void>)[] = [];
    for (let at = 0; at < 20; at += 1) {
      // Each in another order: rows are locked in one order all the same.
      const questionIds = at % 2 ? quizzes.questionIds : quizzes.questionIds.toReversed();
      submits.push(await handInAsAnother(questionIds, times(10, at % 3 ? RIGHT : WRONG)));
    }
    // The pool of a test has five connections.
    const handingIn = forEachConcurrent(4, submits, undefined, (submit) => submit());
    await Promise.all([handingIn, rebuildStatistics({ db: db() })]);
    expect((await sumsKept()).map(({ answers }) => answers)).toEqual(times(10, null).map(() => 20));
    expect(await rebuildStatistics({ db: db() })).toEqual({ questions: 10, repaired: 0 });
  });
});
