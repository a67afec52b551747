import { OPEN_STATES } from '../../domain/runs/states.js';
import { WORK_KINDS } from '../../domain/support/work-kinds.js';
import { createTimeBudget } from '../../lib/time-budget.js';
import { requestErasure } from '../../services/account/erasure/request-erasure.js';
import { requestExport } from '../../services/account/export/request-export.js';
import { onboard } from '../../services/account/onboard.js';
import { updateProfile } from '../../services/account/update-profile.js';
import { admitUser } from '../../services/auth/admit-user.js';
import { endAllSessions } from '../../services/auth/log-out.js';
import { cancelMaterial } from '../../services/materials/cancel-material.js';
import { deleteMaterial } from '../../services/materials/delete-material.js';
import { queueUpload } from '../../services/materials/queue-upload.js';
import { renameMaterial } from '../../services/materials/rename-material.js';
import { retryMaterial } from '../../services/materials/retry-material.js';
import { askQuestion } from '../../services/questions/ask-question.js';
import { cancelQuestion } from '../../services/questions/cancel-question.js';
import { deleteThread } from '../../services/questions/delete-thread.js';
import { giveFeedback } from '../../services/questions/give-feedback.js';
import { retryQuestion } from '../../services/questions/retry-question.js';
import { inTransaction } from '../../services/runs/in-transaction.js';
import { beatStudy } from '../../services/study/beat-study.js';
import { endStudy } from '../../services/study/end-study.js';
import { startStudy } from '../../services/study/start-study.js';
import { cancelAsSupport, type RowRequest, retryAsSupport } from '../../services/support/retry-or-cancel.js';
import { buildMaterial } from '../support/factories/index.js';
import { FREE_AI } from '../support/free-ai.js';
import { unlimitedProofs } from '../support/proofs.js';
import { PASSWORD } from '../support/student.js';
import { type Crossing, choose, type Operation, pick, type Turn } from './crossing.js';
import { OF_GAMES } from './crossing-game.js';
import { OF_QUIZZES } from './crossing-quizzes.js';
import { OF_CARDS } from './crossing-reviews.js';
import { OF_RUNS } from './crossing-runs.js';
import { sha256Of } from './fill-student.js';

const QUESTIONS = ['What is light?', 'How does it travel?', 'Why is the sky blue?'];
const quota = { files: 10_000, bytes: 1e12, chunks: 1e6, pagesPerDay: 1e6 };
const asking = { ai: FREE_AI.ai, answerer: { provider: 'offline', model: 'none', version: '' } } as const;
const UNREADY = [...OPEN_STATES, 'partial', 'failed', 'cancelled'];

/** What students do. */
const OF_STUDENTS: Record<string, Operation> = {
  ask: async (deps, turn) =>
    askQuestion(
      { ...deps, ...asking },
      {
        caller: turn.caller,
        question: pick(QUESTIONS, turn.choice) ?? '',
        materialIds: [],
        threadId: turn.other < 0.5 ? await choose(deps.db, 'threads', turn) : undefined,
        lessonsAllowed: false,
        generalAllowed: false,
        idempotent: undefined,
      },
    ),
  cancelQuestion: async (deps, turn) =>
    cancelQuestion(deps, { ...turn, questionId: await choose(deps.db, 'questions', turn, OPEN_STATES) }),
  retryQuestion: async (deps, turn) =>
    retryQuestion({ ...deps, ...asking }, { ...turn, questionId: await choose(deps.db, 'questions', turn) }),
  giveFeedback: async (deps, turn) => {
    const questionId = await choose(deps.db, 'questions', turn, ['answered', 'abstained']);
    await giveFeedback(deps, { ...turn, questionId, verdict: 'helpful', comment: null });
  },
  deleteThread: async (deps, turn) => deleteThread(deps, { ...turn, threadId: await choose(deps.db, 'threads', turn) }),
  upload: async (deps, { caller, choice }) => {
    const { id: materialId } = await buildMaterial(deps.db, { ownerId: caller.userId, status: 'uploading' });
    const stored = { materialId, caller, title: 't', bytes: 1, sha256: sha256Of(choice), lease: undefined };
    return queueUpload({ ...deps, quota }, stored);
  },
  cancelMaterial: async (deps, turn) =>
    cancelMaterial(deps, { ...turn, materialId: await choose(deps.db, 'materials', turn, OPEN_STATES) }),
  retryMaterial: async (deps, turn) =>
    retryMaterial({ ...deps, quota }, { ...turn, materialId: await choose(deps.db, 'materials', turn, UNREADY) }),
  updateProfile: async (deps, { caller, choice }) =>
    updateProfile(deps, {
      ...{ caller, versions: undefined },
      fields: {
        ...({ displayName: 'Ada', grade: null, locale: 'en', boardVisibility: 'friends' } as const),
        timeZone: choice < 0.5 ? 'UTC' : 'Asia/Kathmandu',
      },
    }),
  onboard: async (deps, { caller, choice }) =>
    onboard(deps, { caller, answers: { goals: ['learn'], dayStartsAt: Math.floor(choice * 7) } }),
  renameMaterial: async (deps, turn) =>
    renameMaterial(deps, { ...turn, materialId: await choose(deps.db, 'materials', turn), title: 'n', topic: null }),
  deleteMaterial: async (deps, turn) =>
    deleteMaterial(deps, { ...turn, materialId: await choose(deps.db, 'materials', turn) }),
  requestExport: async (deps, { caller }) => requestExport(deps, { caller, idempotent: undefined }),
  leaveAndComeBack: async (deps, { caller }) => {
    const proving = { ...caller, proof: { password: PASSWORD }, limiterTime: createTimeBudget(500) };
    await requestErasure({ ...deps, google: null, proofThrottle: unlimitedProofs, erasureGraceDays: 7 }, proving);
    const proven = { userId: caller.userId, stillHolds: () => true };
    await inTransaction(deps, (trx, after) => admitUser(proven, deps.clock(), after, trx));
  },
  startStudy: async (deps, turn) => {
    const materialId = await choose(deps.db, 'materials', turn, ['ready', 'partial']);
    await startStudy(deps, { caller: turn.caller, plan: { mode: 'free', materialId } });
  },
  beatStudy: async (deps, { caller, choice }) => beatStudy(deps, { caller, onBreak: choice < 0.5 }),
  endStudy: async (deps, { caller, choice }) => {
    // Sometimes as if there were minutes to credit, and sometimes as if it had been forgotten.
    const time = choice < 0.5 ? { focusMs: 120_000 } : { focusMs: 120_000, closesAt: new Date(0) };
    await deps.db('study_sessions').where({ userId: caller.userId, status: 'running' }).update(time);
    await endStudy(deps, caller);
  },
  endAllSessions: async (deps, { caller }) => endAllSessions(deps, caller),
};

/** A row of a student's, as support would have it retried or stopped. */
async function chooseForSupport({ db }: Crossing, turn: Turn): Promise<RowRequest> {
  const kind = pick(WORK_KINDS, turn.choice) ?? 'materials';
  const id = await choose(db, kind, { ...turn, choice: turn.other });
  return { supporter: 'command', kind, id, reason: 'A letter' };
}

const OF_SUPPORT: Record<string, Operation> = {
  supportRetries: async (deps, turn) =>
    retryAsSupport({ ...deps, ...asking, quota }, await chooseForSupport(deps, turn)),
  supportCancels: async (deps, turn) =>
    cancelAsSupport({ ...deps, ...asking, quota }, await chooseForSupport(deps, turn)),
};

/** Every operation whose rows another one locks as well. */
export const OPERATIONS: Record<string, Operation> = {
  ...OF_STUDENTS,
  ...OF_CARDS,
  ...OF_QUIZZES,
  ...OF_GAMES,
  ...OF_RUNS,
  ...OF_SUPPORT,
};
