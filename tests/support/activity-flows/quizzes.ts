import {
  buildCard,
  buildChunk,
  buildMaterial,
  buildPage,
  buildQuestionStatistics,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildStudent,
  buildTopic,
} from '../factories/index.js';
import { NOTES_TO_ASK } from '../notes-to-ask.js';
import { type ActivityFlows, prepare, stepsOf } from './steps.js';

export const QUIZZES_FLOWS: ActivityFlows = {
  generateQuiz: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id: topicId } = await buildTopic(data.db);
    for (let count = 0; count < 3; count += 1) await buildQuizQuestion(data.db, { topicId });
    const { id } = await buildQuiz(data.db, { userId, topicId, status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [step('claimRun', () => ({ ...run, flow: 'generateQuiz' })), step('pickQuizQuestions', () => run)];
  },

  'generateQuiz of a material': async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id: materialId } = await buildMaterial(data.db, { ownerId: userId, pageCount: NOTES_TO_ASK.length });
    for (const [ord, text] of NOTES_TO_ASK.entries()) {
      await buildPage(data.db, { materialId, pageNo: ord + 1, text });
      await buildChunk(data.db, { materialId, ownerId: userId, ord, pageFrom: ord + 1, text });
    }
    // Of one kind: which of several are picked is left to chance.
    const about = { topicId: null, materialIds: [materialId], kinds: ['true-false' as const] };
    const { id } = await buildQuiz(data.db, { userId, status: 'queued', ...about });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [
      prepare(step('claimRun', () => ({ ...run, flow: 'generateQuiz' }))),
      prepare(step('pickQuizQuestions', () => run)),
      step('draftQuestions', () => ({ ...run, round: 1 })),
      step('checkQuestions', () => run),
      step('storeQuiz', () => run),
    ];
  },

  timeQuizAttempt: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id: topicId } = await buildTopic(data.db);
    const { id: questionId } = await buildQuizQuestion(data.db, { topicId });
    const { id: quizId } = await buildQuiz(data.db, { userId, topicId });
    await buildQuizItems(data.db, quizId, [questionId]);
    const past = new Date(Date.now() - 1_000);
    const { id } = await buildQuizAttempt(data.db, {
      userId,
      quizId,
      status: 'running',
      deadline: past,
      closesAt: past,
    });
    await buildQuizAnswer(data.db, { attemptId: id, questionId, userId, isGraded: false });
    return [stepsOf(activities)('wakeQuizAttempt', () => ({ id, runNo: 1 }))];
  },

  retireQuestions: async ({ data, activities }) => {
    // Those that other flows leave here are made good.
    await data.db('quiz_questions').whereNotNull('retiredAt').update({ correctedAt: new Date() });
    const { id: userId } = await buildStudent(data.db);
    const { id: topicId } = await buildTopic(data.db);
    const bad = { retiredAt: new Date(), retiredFor: 'quality', retiredReason: 'wrong-key' } as const;
    const { id: questionId } = await buildQuizQuestion(data.db, { topicId, ...bad });
    const { id: other } = await buildQuizQuestion(data.db, { topicId });
    const { id: quizId } = await buildQuiz(data.db, { userId, topicId });
    const { id: attemptId } = await buildQuizAttempt(data.db, { userId, quizId, score: 0.5 });
    await buildQuizAnswer(data.db, { attemptId, questionId, userId, mark: 0 });
    await buildQuizAnswer(data.db, { attemptId, questionId: other, userId });
    await buildCard(data.db, { userId, origin: 'answer', originKey: `quiz-question:${questionId}` });
    const sums = { answers: 100, marks: 0, marksSquared: 0, totals: 0, totalsSquared: 0, products: 0 };
    await buildQuestionStatistics(data.db, { questionId: other, ...sums });
    const step = stepsOf(activities);
    return [step('judgeQuestions'), step('solveReported'), step('correctRetired')];
  },
};
