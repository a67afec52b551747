import { beforeEach, expect, test } from '@jest/globals';
import { type ItemAnswer, sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';
import { reviewQuestions } from '../../../services/quizzes/statistics/review-questions.js';
import {
  buildQuestionReport,
  buildQuestionStatistics,
  buildSecondSolve,
  buildStudent,
} from '../../support/factories/index.js';
import { useQuizzes } from './use-quizzes.js';

const quizzes = useQuizzes();
const db = () => quizzes.services.db;

beforeEach(async () => {
  await db()('question_statistics').delete();
});

const times = (count: number, answer: ItemAnswer) => Array.from({ length: count }, () => answer);
/** Sums of so many who are right here alone, and as many who are right elsewhere alone. */
const turned = (half: number) =>
  sumsOf([...times(half, { mark: 1e4, total: 1e4 }), ...times(half, { mark: 0, total: 1e4 })]);

test('questions that their answers or reports speak against are listed, those that are retired not', async () => {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = quizzes.questionIds;
  for (const [questionId, half] of [
    [first, 20],
    [second, 10],
    [third, 20],
  ] as const)
    await buildQuestionStatistics(db(), { questionId, ...turned(half) });
  const nearlyAll = [...times(98, { mark: 1e4, total: 15e3 }), ...times(2, { mark: 0, total: 2e3 })];
  const judged = { judgedAnswers: 100, efficiency: 12, flags: ['too-easy' as const, 'tells-little' as const] };
  await buildQuestionStatistics(db(), { questionId: fourth, ...sumsOf(nearlyAll), ...judged });
  await db()('quiz_questions').where({ id: third }).update({ retiredAt: new Date(), retiredFor: 'removed' });
  await buildQuestionReport(db(), { userId: quizzes.userId, questionId: first });
  for (let at = 0; at < 3; at += 1)
    await buildQuestionReport(db(), { userId: (await buildStudent(db())).id, questionId: fifth });
  for (const [reports, verdict] of [
    [3, 'match'],
    [6, 'disagree'],
  ] as const)
    await buildSecondSolve(db(), { questionId: fifth, reports, verdicts: [verdict, 'match'] });

  const listed = [];
  for await (const one of reviewQuestions(db())) listed.push(one);
  expect(listed.sort((a, b) => a.answers - b.answers)).toEqual([
    {
      ...{ questionId: fifth, name: expect.stringMatching(/question-4$/), answers: 0, reports: 3 },
      ...{ facility: null, discrimination: null, efficiency: null, why: ['reported'], solves: ['disagree', 'match'] },
    },
    {
      ...{ questionId: first, name: expect.stringMatching(/^[^/]+\/[^/]+\/question-0$/), answers: 40, reports: 1 },
      ...{ facility: 0.5, discrimination: -100, efficiency: null, why: ['retire'], solves: [] },
    },
    {
      ...{ questionId: fourth, name: expect.stringMatching(/question-3$/), answers: 100, reports: 0 },
      ...{ facility: 0.98, discrimination: expect.closeTo(100, 6), efficiency: 12 },
      ...{ why: ['too-easy', 'tells-little'], solves: [] },
    },
  ]);
});
