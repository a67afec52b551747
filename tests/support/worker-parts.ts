import type { Knex } from 'knex';
import { createExportActivities } from '../../activities/exports.js';
import { createGuideActivities } from '../../activities/guides.js';
import { createMailActivities } from '../../activities/mails.js';
import { createMaterialActivities } from '../../activities/materials.js';
import { createQuestionActivities } from '../../activities/questions.js';
import { createReembeddingActivities } from '../../activities/reembeddings.js';
import { createRunActivities } from '../../activities/runs.js';
import type { AnswerProvider, EmbeddingProvider } from '../../clients/ai/provider.js';
import { createMailTransport } from '../../clients/mail/index.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { createMeterOf } from '../../services/ai/meter.js';
import { createPassageSource } from '../../services/questions/passage-source.js';
import { wordsAlone } from './guide-parts.js';
import type { TestApp } from './test-app.js';

/** The model of the vectors that the activities here make. */
export const LENGTHS_MODEL = 'lengths@2';

/** Makes vectors of the lengths of texts, and has each call metered as a paid one. */
const embeddings: EmbeddingProvider = {
  model: LENGTHS_MODEL,
  dimensions: 2,
  batchSize: 4,
  embed: async (texts, _kind, call) => {
    const result = texts.map(({ length }) => [length, 1]);
    const estimate = { model: LENGTHS_MODEL, kind: 'embedding', max: { input: 10, output: 0 } } as const;
    return call?.meter ? call.meter(estimate, async () => ({ result, used: undefined })) : result;
  },
};

/** Answers with every passage, and has each call metered as a paid one. */
const answers: AnswerProvider = {
  name: 'openai',
  model: 'm',
  draft: async (_input, passages, call) => {
    const answer = passages.map(({ ref, text }) => ({ text: 'Tides.', citations: [{ ref, quote: text }] }));
    const result = { supported: true, answer, steps: [], keyPoints: [], followUps: [], confidence: 1 };
    const estimate = { model: 'm', kind: 'chat', max: { input: 10, output: 10 } } as const;
    return call?.meter ? call.meter(estimate, async () => ({ result, used: undefined })) : result;
  },
  revise: null,
  judge: null,
  answerGenerally: null,
};

/** The activities that work on rows, over a pool of the test's choice and an AI of simple rules that costs something. */
export function createRowActivities(app: TestApp, { db, documents }: { db: Knex; documents: DocumentReader }) {
  const nothing = async () => {};
  const log = { info() {}, warn() {}, error() {} };
  const prices = { [LENGTHS_MODEL]: { input: 1, output: 1 }, m: { input: 1, output: 1 } };
  const budget = { student: { micros: 10_000, tokens: 0 }, total: { micros: 1_000_000, tokens: 0 } };
  const deps = {
    ...{ db, documents, answers, log, storage: app.storage, clock: app.clock },
    starter: { start: nothing, cancel: nothing, describe: async () => 'not-found' as const },
    source: createPassageSource(db),
    meterOf: createMeterOf({ db, budget, prices, log, clock: app.clock }),
    ...wordsAlone,
    mails: createMailTransport(app.config),
    appUrl: undefined,
    publicUrl: 'https://api.example.org',
    ...{ maxPages: 10, pagesPerDay: 100, maxBytes: 1_000_000, maxChunks: 100 },
  };
  return {
    ...createRunActivities(deps),
    ...createMaterialActivities({ ...deps, embeddings }),
    ...createQuestionActivities({ ...deps, embeddings: [embeddings] }),
    ...createReembeddingActivities({ ...deps, embeddings: [embeddings] }),
    ...createGuideActivities(deps),
    ...createExportActivities(deps),
    ...createMailActivities(deps),
  };
}
