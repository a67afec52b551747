import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { FLOWS, type Flow, type Run } from '../../domain/runs/flows.js';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { createTimeBudget } from '../../lib/time-budget.js';
import { requestErasure } from '../../services/account/erasure/request-erasure.js';
import { requestExport } from '../../services/account/export/request-export.js';
import { onboard } from '../../services/account/onboard.js';
import { updateProfile } from '../../services/account/update-profile.js';
import { admitUser } from '../../services/auth/admit-user.js';
import { endAllSessions } from '../../services/auth/log-out.js';
import { draftGuide } from '../../services/guides/draft-guide.js';
import { queueMissingGuides } from '../../services/guides/queue-missing-guides.js';
import { storeGuide } from '../../services/guides/store-guide.js';
import { deliverMail } from '../../services/mail/deliver-mail.js';
import { cancelMaterial } from '../../services/materials/cancel-material.js';
import { chunkMaterial } from '../../services/materials/chunk-material.js';
import { deleteMaterial } from '../../services/materials/delete-material.js';
import { deleteMaterialRows } from '../../services/materials/delete-material-data.js';
import { embedChunks } from '../../services/materials/embed-chunks.js';
import { finishMaterial } from '../../services/materials/finish-material.js';
import { queueUpload } from '../../services/materials/queue-upload.js';
import { renameMaterial } from '../../services/materials/rename-material.js';
import { retryMaterial } from '../../services/materials/retry-material.js';
import { askQuestion } from '../../services/questions/ask-question.js';
import { cancelQuestion } from '../../services/questions/cancel-question.js';
import { deleteThread } from '../../services/questions/delete-thread.js';
import { giveFeedback } from '../../services/questions/give-feedback.js';
import { createPassageSource } from '../../services/questions/passage-source.js';
import { retryQuestion } from '../../services/questions/retry-question.js';
import { storeAnswer } from '../../services/questions/store-answer.js';
import { queueReembeddings } from '../../services/reembedding/queue-reembeddings.js';
import { embedBeside, swapModel } from '../../services/reembedding/reembed.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { endRun } from '../../services/runs/finish-run.js';
import { inTransaction } from '../../services/runs/in-transaction.js';
import { beatStudy } from '../../services/study/beat-study.js';
import { endStudy } from '../../services/study/end-study.js';
import { startStudy } from '../../services/study/start-study.js';
import { wakeStudySession } from '../../services/study/wake-study-session.js';
import { buildMaterial } from '../support/factories/index.js';
import { FREE_AI } from '../support/free-ai.js';
import { unlimitedProofs } from '../support/proofs.js';
import { PASSWORD } from '../support/student.js';
import type { Crossing, Turn } from './crossing.js';
import { OF_GAMES } from './crossing-game.js';
import { OF_QUIZZES } from './crossing-quizzes.js';
import { OF_CARDS } from './crossing-reviews.js';
import { PAGE_TEXT, PAGES, sha256Of } from './fill-student.js';

type Operation = (deps: Crossing, turn: Turn) => Promise<unknown>;

const never = new AbortController().signal;
const QUESTIONS = ['What is light?', 'How does it travel?', 'Why is the sky blue?'];
const MODELS = ['one@2', 'two@2'];
const quota = { files: 10_000, bytes: 1e12, chunks: 1e6, pagesPerDay: 1e6 };
const asking = { ai: FREE_AI.ai, answerer: { provider: 'offline', model: 'none', version: '' } } as const;
const meterOf = () => unmetered;
const UNREADY = [...OPEN_STATES, 'partial', 'failed', 'cancelled'];

const embeddingsOf = (model: string): EmbeddingProvider => ({
  model,
  dimensions: 2,
  batchSize: 2,
  embed: async (texts) => texts.map((_, at) => [1, at]),
});

const pick = <T>(rows: readonly T[], choice: number): T | undefined => rows[Math.floor(choice * rows.length)];

const OWNERS = {
  materials: 'ownerId',
  questions: 'userId',
  threads: 'userId',
  reembeddings: 'userId',
  mails: 'userId',
  exports: 'userId',
};

/** One of a student's rows, in one of some states; an id that nobody has where there is none. */
async function choose(
  db: Knex,
  table: keyof typeof OWNERS,
  { caller: { userId }, choice }: Turn,
  states?: readonly string[],
): Promise<string> {
  const rows = db(table).where({ [OWNERS[table]]: userId });
  if (states) rows.whereIn('status', [...states]);
  return pick<string>(await rows.orderBy('id').pluck('id'), choice) ?? randomUUID();
}

/** The run of one of a student's rows that a run has still to work on. */
async function chooseRun(db: Knex, flow: Flow, { caller: { userId }, choice }: Turn): Promise<Run | undefined> {
  const { table, ownerColumn, open } = FLOWS[flow];
  if (ownerColumn === null) return undefined;
  const rows = db(table)
    .where({ [ownerColumn]: userId })
    .whereIn('status', open);
  return pick<Run>(await rows.orderBy('id').select('id', 'runNo'), choice);
}

/** A draft that quotes some pages of the student's. */
async function draftOf(db: Knex, userId: string, choice: number) {
  const pages: { materialId: string; pageNo: number }[] = await db('material_pages as p')
    .join('materials as m', 'm.id', 'p.materialId')
    .where({ ownerId: userId })
    .whereIn('m.status', ['ready', 'partial'])
    .orderByRaw('md5(p.material_id::text || p.page_no || ?)', [choice])
    .limit(4)
    .select('p.materialId', 'p.pageNo');
  const quote = 'Light is a wave.';
  const answer = pages.map((_, at) => ({ text: quote, citations: [{ ref: at + 1, quote }] }));
  const spans = pages.map((page) => ({ ...page, start: 0, end: PAGE_TEXT.length }));
  const rest = { steps: [], keyPoints: [], followUps: [], confidence: 1, isRevised: true };
  return { kind: 'materials' as const, spans, answer, ...rest };
}

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

/** What runs do, each from its first step to its last. */
const OF_RUNS: Record<string, Operation> = {
  answer: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'answerQuestion', turn);
    if (!run) return;
    await claimRun(deps, 'answerQuestion', run);
    const draft = await draftOf(deps.db, turn.caller.userId, turn.other);
    const answers = { name: 'offline' as const, model: 'none' };
    await storeAnswer(
      { ...deps, source: createPassageSource(deps.db), answers },
      { ...run, userId: turn.caller.userId, draft },
    );
  },
  endQuestion: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'answerQuestion', turn);
    if (run) await endRun(deps, 'answerQuestion', run, { status: 'failed', failure: 'Unexpected' });
  },
  ingest: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'ingestMaterial', turn);
    if (!run) return;
    await claimRun(deps, 'ingestMaterial', run);
    await deps.db('materials').where({ id: run.id }).update({ pageCount: PAGES.length });
    const page = { materialId: run.id, runNo: run.runNo, status: 'done', method: 'text', text: PAGE_TEXT };
    const pages = PAGES.map((pageNo) => ({ ...page, pageNo }));
    await deps.db('material_pages').insert(pages).onConflict().ignore();
    await chunkMaterial({ ...deps, maxChunks: 1e6 }, run);
    const embeddings = embeddingsOf(pick(MODELS, turn.other) ?? '');
    await embedChunks({ ...deps, embeddings, meterOf }, { ...run, onBatch: () => {} }, never);
    await finishMaterial(deps, run);
  },
  endIngestion: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'ingestMaterial', turn);
    if (run) await endRun(deps, 'ingestMaterial', run, { status: 'failed', failure: 'Unexpected' });
  },
  removeMaterial: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'deleteMaterial', turn);
    if (!run) return;
    await claimRun(deps, 'deleteMaterial', run);
    await deleteMaterialRows(deps, run);
  },
  closeStudy: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'closeStudySession', turn);
    if (!run) return;
    if (turn.other < 0.5) {
      const forgotten = { focusMs: 120_000, closesAt: new Date(0) };
      await deps.db('study_sessions').where({ id: run.id, status: 'running' }).update(forgotten);
    }
    await wakeStudySession(deps, run);
  },
  queueReembeddings: async (deps, { caller, choice }) =>
    queueReembeddings(deps, { model: pick(MODELS, choice) ?? '', ownerId: caller.userId }),
  reembed: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'reembedMaterial', turn);
    if (!run) return;
    await claimRun(deps, 'reembedMaterial', run);
    const embeddings = MODELS.map(embeddingsOf);
    await embedBeside({ ...deps, embeddings, meterOf }, { ...run, onBatch: () => {} }, never);
    await swapModel(deps, run);
  },
  queueMissingGuides: async (deps) => queueMissingGuides(deps),
  buildGuide: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'buildGuide', turn);
    if (!run) return;
    await claimRun(deps, 'buildGuide', run);
    const drafting = { ...deps, encoder: null, languages: async () => [] };
    await draftGuide(drafting, { ...run, onBatch: () => {} }, never);
    await storeGuide({ ...deps, source: createPassageSource(deps.db) }, run);
  },
  endGuide: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'buildGuide', turn);
    if (run) await endRun(deps, 'buildGuide', run, { status: 'failed', failure: 'Unexpected' });
  },
  sendMail: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'sendMail', turn);
    if (!run) return;
    await claimRun(deps, 'sendMail', run);
    await deliverMail({ ...deps, appUrl: undefined, publicUrl: 'https://api.example.org' }, run, never);
  },
  endExport: async (deps, turn) => {
    const run = await chooseRun(deps.db, 'exportAccount', turn);
    if (run) await endRun(deps, 'exportAccount', run, { status: 'failed', failure: 'Unexpected' });
  },
};

/** Every operation whose rows another one locks as well. */
export const OPERATIONS: Record<string, Operation> = {
  ...OF_STUDENTS,
  ...OF_CARDS,
  ...OF_QUIZZES,
  ...OF_GAMES,
  ...OF_RUNS,
};
