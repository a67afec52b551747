import { pickQuizQuestions } from '../../services/quizzes/pick-quiz-questions.js';
import { requestQuiz } from '../../services/quizzes/request-quiz.js';
import { saveAnswer } from '../../services/quizzes/save-answer.js';
import { startAttempt } from '../../services/quizzes/start-attempt.js';
import { submitAttempt } from '../../services/quizzes/submit-attempt.js';
import { wakeAttempt } from '../../services/quizzes/wake-attempt.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { FREE_AI } from '../support/free-ai.js';
import type { Crossing, Turn } from './crossing.js';

const TOPICS = ['computer-science/data-representation', 'computer-science/programming-basics'];
const OFFLINE = { questionWriter: { name: 'offline' } } as const;
const WRONG = { kind: 'true-false', chosen: true } as const;

const pick = <T>(rows: readonly T[], choice: number): T | undefined => rows[Math.floor(choice * rows.length)];

/** One of a student's rows, in one of some states. */
async function choose(
  { db }: Crossing,
  table: 'quizzes' | 'quiz_attempts',
  { caller: { userId }, choice }: Turn,
  states: readonly string[],
): Promise<string | undefined> {
  return pick<string>(await db(table).where({ userId }).whereIn('status', states).orderBy('id').pluck('id'), choice);
}

/** What students do with quizzes, and what their runs do. */
export const OF_QUIZZES: Record<string, (deps: Crossing, turn: Turn) => Promise<unknown>> = {
  requestQuiz: async (deps, { caller, choice, other }) => {
    const timed = other < 0.5 ? { timeLimitMinutes: 1 } : {};
    const wish = { topic: pick(TOPICS, choice) ?? '', count: 5, source: 'any', ...timed } as const;
    return requestQuiz({ ...deps, ...FREE_AI }, { caller, wish, idempotent: undefined });
  },
  pickQuizQuestions: async (deps, turn) => {
    const id = await choose(deps, 'quizzes', turn, ['queued', 'processing']);
    if (!id) return;
    const run = { id, runNo: 1 };
    await claimRun(deps, 'generateQuiz', run);
    await pickQuizQuestions({ ...deps, ...OFFLINE }, run);
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
};
