import { randomBytes } from 'node:crypto';
import type { QuestionWriter } from '../../clients/ai/question-writer.js';
import type { DraftQuestion } from '../../domain/quizzes/draft-question.js';
import { Failure } from '../../domain/runs/failures.js';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { createPassageSource } from '../../services/questions/passage-source.js';
import { cancelQuiz } from '../../services/quizzes/cancel-quiz.js';
import { checkQuestions } from '../../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../../services/quizzes/generation/draft-questions.js';
import { storeQuiz } from '../../services/quizzes/generation/store-quiz.js';
import { pickQuizQuestions } from '../../services/quizzes/pick-quiz-questions.js';
import { requestCards } from '../../services/quizzes/request-cards.js';
import { requestQuiz } from '../../services/quizzes/request-quiz.js';
import { correctAllRetired } from '../../services/quizzes/retirement/correct-retired.js';
import { retireQuestion } from '../../services/quizzes/retirement/retire-question.js';
import { saveAnswer } from '../../services/quizzes/save-answer.js';
import { startAttempt } from '../../services/quizzes/start-attempt.js';
import { rebuildStatistics } from '../../services/quizzes/statistics/rebuild-statistics.js';
import { submitAttempt } from '../../services/quizzes/submit-attempt.js';
import { wakeAttempt } from '../../services/quizzes/wake-attempt.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { endRun } from '../../services/runs/finish-run.js';
import { FREE_AI } from '../support/free-ai.js';
import type { Crossing, Turn } from './crossing.js';

const TOPICS = ['computer-science/data-representation', 'computer-science/programming-basics'];
const OFFLINE = { questionWriter: { name: 'offline' } } as const;
/** Writes a statement of its own on each passage. */
const WRITER: QuestionWriter = {
  ...{ name: 'offline', model: 'statements', passages: { aCall: 2, aQuestion: 1 }, solve: null },
  draft: async (_order, passages) => passages.map(({ ref }) => ({ ref, question: statement() })),
};
const statement = (): DraftQuestion => ({
  ...{ kind: 'true-false', right: false, difficulty: 'easy' },
  stem: `It is called ${[8, 8, 8].map((bytes) => randomBytes(bytes).toString('hex')).join(' or ')}.`,
  explanation: 'The page says what travels fast, and nothing of such names at all.',
  evidence: { quote: 'It travels fast in glass and faster in air.' },
});
const never = new AbortController().signal;

const WRONG = { kind: 'true-false', chosen: true } as const;

const pick = <T>(rows: readonly T[], choice: number): T | undefined => rows[Math.floor(choice * rows.length)];

const OWNERS = { quizzes: 'userId', quiz_attempts: 'userId', materials: 'ownerId' };

/** One of a student's rows, in one of some states. */
async function choose(
  { db }: Crossing,
  table: keyof typeof OWNERS,
  { caller: { userId }, choice }: Turn,
  states: readonly string[],
): Promise<string | undefined> {
  const rows = db(table).where({ [OWNERS[table]]: userId });
  return pick<string>(await rows.whereIn('status', states).orderBy('id').pluck('id'), choice);
}

/** Every step that a quiz of a material goes through, from the first to the last. */
async function draft(deps: Crossing, id: string): Promise<void> {
  const run = { id, runNo: 1 };
  const drafting = {
    ...{ ...deps, source: createPassageSource(deps.db), meterOf: () => unmetered },
    ...{ questionWriter: WRITER, questionEncoder: null },
  };
  await claimRun(deps, 'generateQuiz', run);
  await draftQuestions(drafting, { ...run, round: 1 }, never);
  await checkQuestions(drafting, run, never);
  await storeQuiz(drafting, run);
}

/** What students do with quizzes, and what their runs do. */
export const OF_QUIZZES: Record<string, (deps: Crossing, turn: Turn) => Promise<unknown>> = {
  requestQuiz: async (deps, { caller, choice, other }) => {
    const timed = other < 0.5 ? { timeLimitMinutes: 1 } : {};
    const wish = { topic: pick(TOPICS, choice) ?? '', count: 5, source: 'any', makes: 'quiz', ...timed } as const;
    return requestQuiz({ ...deps, ...FREE_AI }, { caller, wish, idempotent: undefined });
  },
  pickQuizQuestions: async (deps, turn) => {
    const id = await choose(deps, 'quizzes', turn, ['queued', 'processing']);
    if (!id) return;
    const run = { id, runNo: 1 };
    await claimRun(deps, 'generateQuiz', run);
    await pickQuizQuestions({ ...deps, ...OFFLINE }, run);
  },
  requestOfMaterial: async (deps, turn) => {
    const { caller } = turn;
    const materialId = await choose(deps, 'materials', turn, ['ready', 'partial']);
    if (!materialId) return;
    const wish = { materialIds: [materialId], count: 3 };
    const asking = { ...deps, ...FREE_AI };
    if (turn.other < 0.5) await requestCards(asking, { caller, wish, idempotent: undefined });
    else await requestQuiz(asking, { caller, wish: { ...wish, source: 'any', makes: 'quiz' }, idempotent: undefined });
  },
  draftQuiz: async (deps, turn) => {
    const { userId } = turn.caller;
    const open = deps.db('quizzes').where({ userId }).whereIn('status', ['queued', 'processing']);
    const id = pick<string>(await open.whereNot('materialIds', '{}').orderBy('id').pluck('id'), turn.choice);
    if (!id) return;
    try {
      await draft(deps, id);
    } catch (error) {
      if (!(error instanceof Failure) || error.type !== 'TooFewQuestions') throw error;
      await endRun(deps, 'generateQuiz', { id, runNo: 1 }, { status: 'failed', failure: error.type });
    }
  },
  cancelQuiz: async (deps, turn) => {
    const quizId = turn.other < 0.3 && (await choose(deps, 'quizzes', turn, ['queued', 'processing']));
    if (quizId) await cancelQuiz(deps, { caller: turn.caller, quizId, makes: 'quiz' });
  },
  startAttempt: async (deps, turn) => {
    const quizId = await choose(deps, 'quizzes', turn, ['ready']);
    if (quizId) await startAttempt(deps, { caller: turn.caller, quizId });
  },
  saveQuizAnswer: async (deps, turn) => {
    const attemptId = await choose(deps, 'quiz_attempts', turn, ['running']);
    if (!attemptId) return;
    const questions = await deps
      .db('quiz_answers as w')
      .join('quiz_questions as q', 'q.id', 'w.questionId')
      .where({ attemptId, kind: 'true-false' })
      .pluck('questionId');
    const questionId = pick<string>(questions, turn.other);
    if (questionId) await saveAnswer(deps, { caller: turn.caller, attemptId, questionId, answer: WRONG });
  },
  submitQuiz: async (deps, turn) => {
    const attemptId = await choose(deps, 'quiz_attempts', turn, ['running', 'ended']);
    if (attemptId) await submitAttempt(deps, { caller: turn.caller, attemptId });
  },
  wakeQuizAttempt: async (deps, turn) => {
    const attemptId = await choose(deps, 'quiz_attempts', turn, ['running']);
    if (!attemptId) return;
    const over = { closesAt: new Date(0) };
    await deps.db('quiz_attempts').where({ id: attemptId, status: 'running' }).whereNotNull('deadline').update(over);
    await wakeAttempt(deps, { id: attemptId, runNo: 1 });
  },
  retireQuestion: async (deps, { choice }) => {
    const answered = deps.db('quiz_answers').select('questionId');
    const id = pick<string>(await deps.db('quiz_questions').whereIn('id', answered).orderBy('id').pluck('id'), choice);
    if (!id) return;
    // Those that were retired before come back: else there would soon be none.
    const back = { retiredAt: null, retiredFor: null, retiredReason: null, correctedAt: null };
    const revived = await deps.db('quiz_questions').where({ id, retiredFor: 'quality' }).update(back);
    if (revived === 0) await retireQuestion(deps, { questionId: id, reason: 'wrong-key', by: 'command' });
  },
  correctRetired: (deps) => correctAllRetired(deps, { report: () => {} }, new AbortController().signal),
  rebuildItems: (deps) => rebuildStatistics(deps),
};
