import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { draftGuide } from '../../services/guides/draft-guide.js';
import { queueMissingGuides } from '../../services/guides/queue-missing-guides.js';
import { storeGuide } from '../../services/guides/store-guide.js';
import { deliverMail } from '../../services/mail/deliver-mail.js';
import { chunkMaterial } from '../../services/materials/chunk-material.js';
import { deleteMaterialRows } from '../../services/materials/delete-material-data.js';
import { embedChunks } from '../../services/materials/embed-chunks.js';
import { finishMaterial } from '../../services/materials/finish-material.js';
import { createPassageSource } from '../../services/questions/passage-source.js';
import { storeAnswer } from '../../services/questions/store-answer.js';
import { queueReembeddings } from '../../services/reembedding/queue-reembeddings.js';
import { embedBeside, swapModel } from '../../services/reembedding/reembed.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { endRun } from '../../services/runs/finish-run.js';
import { wakeStudySession } from '../../services/study/wake-study-session.js';
import { chooseRun, type Operation, pick } from './crossing.js';
import { PAGE_TEXT, PAGES } from './fill-student.js';

const meterOf = () => unmetered;
const MODELS = ['one@2', 'two@2'];
const never = new AbortController().signal;
const embeddingsOf = (model: string): EmbeddingProvider => ({
  model,
  dimensions: 2,
  batchSize: 2,
  embed: async (texts) => texts.map((_, at) => [1, at]),
});

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

/** What runs do, each from its first step to its last. */
export const OF_RUNS: Record<string, Operation> = {
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
    await embedChunks({ ...deps, embeddings, meterOf }, { ...run, onBatch: () => {}, turn: never }, never);
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
