import type { createLessonActivities } from '../../../../activities/lessons.js';
import type { createQuizActivities } from '../../../../activities/quizzes.js';
import type { createStudyActivities } from '../../../../activities/study.js';
import type { QuestionWriter } from '../../../../clients/ai/question-writer.js';
import type { HeldQuestion, QuizDraft } from '../../../../domain/quizzes/generation/quiz-draft.js';
import { wakeStreak } from '../../../../services/game/wake-streak.js';
import { cutLessons, embedLessons, finishLessonIndex } from '../../../../services/lessons/index-lessons.js';
import { checkQuestions } from '../../../../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../../../../services/quizzes/generation/draft-questions.js';
import type { GenerationDeps } from '../../../../services/quizzes/generation/generation-deps.js';
import { storeQuiz } from '../../../../services/quizzes/generation/store-quiz.js';
import { pickQuizQuestions } from '../../../../services/quizzes/pick-quiz-questions.js';
import { wakeAttempt } from '../../../../services/quizzes/wake-attempt.js';
import { wakeStudySession } from '../../../../services/study/wake-study-session.js';
import {
  buildLesson,
  buildLessonIndex,
  buildQuiz,
  buildQuizQuestion,
  buildTopic,
} from '../../../support/factories/index.js';
import { buildLessonToAsk } from '../../../support/lesson-to-ask.js';
import { buildOpenRow } from '../../../support/open-row.js';
import { pageOf, type Steps, type StepTests, signal, TEXT } from './use-steps.js';

type LearningStep =
  | keyof ReturnType<typeof createQuizActivities>
  | keyof ReturnType<typeof createLessonActivities>
  | keyof ReturnType<typeof createStudyActivities>
  | 'wakeStreak';

/** Steps of generateQuiz and indexLessons, and of the timers. */
export function learningSteps({ tests, given, services, deps, embeddings, material }: StepTests): Steps<LearningStep> {
  const questionWriter: QuestionWriter = {
    ...{ name: 'openai', model: 'm', passages: { aCall: 5, aQuestion: 1 } },
    draft: given(() => []),
    solve: given((questions) => questions.map(() => null)),
  };
  const generating = (): GenerationDeps => ({ ...deps(), questionWriter, questionEncoder: null });

  /** Three questions are written for it. */
  const quizOfTopic = async () => {
    const { id: topicId } = await buildTopic(services.db);
    for (let count = 0; count < 3; count++) await buildQuizQuestion(services.db, { topicId });
    return buildQuiz(services.db, { userId: tests.userId, topicId, status: 'processing' });
  };
  const quizOfMaterial = (draftOf: (materialId: string) => QuizDraft | null) => async () => {
    const { id } = await material('ready');
    const about = { topicId: null, materialIds: [id], draft: draftOf(id) };
    return buildQuiz(services.db, { userId: tests.userId, status: 'processing', ...about });
  };
  /** With a question that no check refuses, and that is still to be solved. */
  const drafted = (materialId: string): QuizDraft => {
    const held: HeldQuestion = {
      ...{ id: materialId, ref: 1, by: { provider: 'openai', model: 'm' }, verdict: { flaws: [], solves: [] } },
      question: {
        ...{ kind: 'single-choice', right: 'Short waves', wrong: ['Long waves', 'No waves'], difficulty: 'easy' },
        ...{ stem: 'What does air scatter?', explanation: 'The notes say so.', evidence: { quote: TEXT } },
      },
    };
    return { rounds: 1, chunkIds: [], spans: [pageOf(materialId)], pending: [], questions: [held] };
  };

  const indexing = () => ({ ...deps(), embeddings });
  const lessonIndex = () => buildLessonIndex(services.db, { status: 'processing' });
  const uncut = async () => {
    await buildLesson(services.db, { topicId: (await buildTopic(services.db)).id });
    return lessonIndex();
  };
  const cut = async () => {
    await buildLessonToAsk(services.db, (await buildTopic(services.db)).id, [TEXT]);
    return lessonIndex();
  };

  const timer = <F extends 'timeQuizAttempt' | 'closeStudySession' | 'keepStreak'>(flow: F) => ({
    flow,
    arrange: () => buildOpenRow(flow, services.db, { userId: tests.userId }),
  });

  return {
    pickQuizQuestions: {
      ...{ flow: 'generateQuiz', arrange: quizOfTopic },
      act: (run) => pickQuizQuestions({ ...deps(), questionWriter }, run),
    },
    draftQuestions: {
      ...{ flow: 'generateQuiz', arrange: quizOfMaterial(() => null), waits: true },
      act: (run) => draftQuestions(generating(), { ...run, round: 1 }, signal),
    },
    checkQuestions: {
      ...{ flow: 'generateQuiz', arrange: quizOfMaterial(drafted), waits: true },
      act: (run) => checkQuestions(generating(), run, signal),
    },
    storeQuiz: { flow: 'generateQuiz', arrange: quizOfTopic, act: (run) => storeQuiz(generating(), run) },
    cutLessons: { flow: 'indexLessons', arrange: uncut, act: (run) => cutLessons(indexing(), run) },
    embedLessons: {
      ...{ flow: 'indexLessons', arrange: cut, waits: true },
      act: (run) => embedLessons(indexing(), { ...run, onBatch: () => {} }, signal),
    },
    finishLessonIndex: { flow: 'indexLessons', arrange: cut, act: (run) => finishLessonIndex(indexing(), run) },
    wakeQuizAttempt: { ...timer('timeQuizAttempt'), act: (run) => wakeAttempt(deps(), run) },
    wakeStudySession: { ...timer('closeStudySession'), act: (run) => wakeStudySession(deps(), run) },
    wakeStreak: { ...timer('keepStreak'), act: (run) => wakeStreak(deps(), run) },
  };
}
