import type { createGuideActivities } from '../../../../activities/guides.js';
import type { createMaterialActivities } from '../../../../activities/materials.js';
import type { createReembeddingActivities } from '../../../../activities/reembeddings.js';
import { draftGuide } from '../../../../services/guides/draft-guide.js';
import { storeGuide } from '../../../../services/guides/store-guide.js';
import { writeGuide } from '../../../../services/guides/write-guide.js';
import { chunkMaterial } from '../../../../services/materials/chunk-material.js';
import { embedChunks } from '../../../../services/materials/embed-chunks.js';
import { finishMaterial } from '../../../../services/materials/finish-material.js';
import { probeMaterial } from '../../../../services/materials/probe-material.js';
import { readPages } from '../../../../services/materials/read-pages.js';
import { embedBeside, swapModel } from '../../../../services/reembedding/reembed.js';
import { buildGuide, buildReembedding } from '../../../support/factories/index.js';
import { wordsAlone } from '../../../support/guide-parts.js';
import { pageOf, type Steps, type StepTests, signal, TEXT, WRONG_QUOTE } from './use-steps.js';

type MaterialStep =
  | keyof ReturnType<typeof createMaterialActivities>
  | keyof ReturnType<typeof createReembeddingActivities>
  | keyof ReturnType<typeof createGuideActivities>;

const silently = () => {};

/** Steps of ingestMaterial, reembedMaterial and buildGuide. */
export function materialSteps(stepTests: StepTests): Steps<MaterialStep> {
  const { tests, given, services, deps, documents, embeddings, material } = stepTests;
  const reading = () => ({ ...deps(), documents, maxBytes: 1_000, maxPages: 10, pagesPerDay: 100, maxChunks: 10 });
  const ingestion = { flow: 'ingestMaterial', arrange: () => material('processing') } as const;

  const move = async () => {
    const { id: materialId } = await material('ready');
    return buildReembedding(services.db, { userId: tests.userId, materialId, status: 'processing' });
  };

  const writer = { name: 'openai' as const, model: 'm', summarize: given(() => WRONG_QUOTE.answer) };
  const guiding = () => ({ ...deps(), ...wordsAlone, encoder: embeddings, questionEncoder: embeddings, writer });
  const guide = (isDrafted: boolean) => async () => {
    const { id } = await material('ready');
    const part = { text: TEXT, citations: [{ ref: 1, quote: TEXT }] };
    const nothing = { language: null, sections: [], terms: [], questions: [], written: null };
    const draft = isDrafted ? { ...nothing, summary: [part], spans: [pageOf(id)] } : null;
    return buildGuide(services.db, { id, userId: tests.userId, status: 'processing', draft });
  };

  return {
    probeMaterial: { ...ingestion, waits: true, act: (run) => probeMaterial(reading(), run, signal) },
    readPages: {
      ...{ ...ingestion, waits: true },
      act: (run) => readPages(reading(), { ...run, from: 1, to: 3, onPage: silently }, signal),
    },
    chunkMaterial: { ...ingestion, act: (run) => chunkMaterial(reading(), run) },
    embedChunks: {
      ...{ ...ingestion, waits: true },
      act: (run) => embedChunks({ ...deps(), embeddings }, { ...run, onBatch: silently, turn: signal }, signal),
    },
    finishMaterial: { ...ingestion, act: (run) => finishMaterial(deps(), run) },
    embedBeside: {
      ...{ flow: 'reembedMaterial', arrange: move, waits: true },
      act: (run) => embedBeside({ ...deps(), embeddings: [embeddings] }, { ...run, onBatch: silently }, signal),
    },
    swapModel: { flow: 'reembedMaterial', arrange: move, act: (run) => swapModel(deps(), run) },
    draftGuide: {
      ...{ flow: 'buildGuide', arrange: guide(false), waits: true },
      act: (run) => draftGuide(guiding(), { ...run, onBatch: silently }, signal),
    },
    writeGuide: {
      ...{ flow: 'buildGuide', arrange: guide(true), waits: true },
      act: (run) => writeGuide(guiding(), run, signal),
    },
    storeGuide: { flow: 'buildGuide', arrange: guide(true), act: (run) => storeGuide(deps(), run) },
  };
}
