import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Draft } from '../../../clients/ai/provider.js';
import { exportKey, originalKey, questionImageKey } from '../../../domain/object-keys.js';
import { FLOWS, type Flow, type Run } from '../../../domain/runs/flows.js';
import type { PageResult } from '../../../domain/text/pages.js';
import { unmetered } from '../../../domain/tutor/ai-spending.js';
import type { StoredDraft } from '../../../domain/tutor/stored-draft.js';
import { beginErasure } from '../../../services/account/erasure/begin-erasure.js';
import { finishErasure } from '../../../services/account/erasure/finish-erasure.js';
import { removeFiles } from '../../../services/account/erasure/remove-files.js';
import { removeRows } from '../../../services/account/erasure/remove-rows.js';
import { removeRuns } from '../../../services/account/erasure/remove-runs.js';
import { finishExport } from '../../../services/account/export/finish-export.js';
import { writeExport } from '../../../services/account/export/write-export.js';
import { draftGuide } from '../../../services/guides/draft-guide.js';
import { storeGuide } from '../../../services/guides/store-guide.js';
import { writeGuide } from '../../../services/guides/write-guide.js';
import { deliverMail } from '../../../services/mail/deliver-mail.js';
import { chunkMaterial } from '../../../services/materials/chunk-material.js';
import { embedChunks } from '../../../services/materials/embed-chunks.js';
import { finishMaterial } from '../../../services/materials/finish-material.js';
import { probeMaterial } from '../../../services/materials/probe-material.js';
import { readPages } from '../../../services/materials/read-pages.js';
import { checkAnswer } from '../../../services/questions/check-answer.js';
import { draftAnswer } from '../../../services/questions/draft-answer.js';
import { createPassageSource } from '../../../services/questions/passage-source.js';
import { readQuestionImage } from '../../../services/questions/read-question-image.js';
import { retrievePassages } from '../../../services/questions/retrieve-passages.js';
import { embedBeside, swapModel } from '../../../services/reembedding/reembed.js';
import {
  buildChunk,
  buildErasure,
  buildExport,
  buildGuide,
  buildMail,
  buildMaterial,
  buildPage,
  buildQuestion,
  buildReembedding,
  buildStudent,
} from '../../support/factories/index.js';
import { wordsAlone } from '../../support/guide-parts.js';
import { whileLocked } from '../../support/locks.js';
import { tableContents } from '../../support/table-contents.js';
import { useTestServices } from '../../support/test-services.js';
import { useTestStorage } from '../../support/test-storage.js';

const services = useTestServices();
const { storage, put } = useTestStorage();
const never = new AbortController().signal;
const silently = () => {};
const TEXT = 'The sky is blue because air scatters short waves.';
const SUPERSEDED = { type: 'Superseded' };

let userId: string;
let run: Run;
/** Called where a step waits for somebody else: a reader, an AI server, a mail server. */
let meanwhile: () => Promise<void>;
beforeEach(async () => {
  await services.db('users').delete();
  await services.db('erasures').delete();
  userId = (await buildStudent(services.db)).id;
  meanwhile = async () => {};
});

const page = (pageNo: number): PageResult => ({ pageNo, method: 'text', text: TEXT, confidence: null });
const wrongQuote: Draft = {
  supported: true,
  answer: [{ text: 'It is blue.', citations: [{ ref: 1, quote: 'stands nowhere at all' }] }],
  steps: [],
  keyPoints: [],
  followUps: [],
  confidence: 1,
};

/** What the steps stand on beside services: ports whose other side answers at once, after `meanwhile`. */
const deps = () => ({
  db: services.db,
  clock: services.clock,
  starter: services.starter,
  log: services.log,
  storage,
  maxBytes: 1_000,
  maxPages: 10,
  pagesPerDay: 100,
  maxChunks: 10,
  documents: {
    probe: async () => {
      await meanwhile();
      return { format: 'pdf' as const, pageCount: 2 };
    },
    readPages: async (_file: Uint8Array, pageNos: readonly number[], onPage: (page: PageResult) => Promise<void>) => {
      for (const pageNo of pageNos) {
        if (pageNo === pageNos.at(-1)) await meanwhile();
        await onPage(page(pageNo));
      }
    },
    close: async () => {},
  },
  answers: {
    name: 'offline' as const,
    model: 'offline',
    draft: async () => {
      await meanwhile();
      return wrongQuote;
    },
    revise: async () => {
      await meanwhile();
      return wrongQuote.answer;
    },
    judge: null,
    answerGenerally: async () => {
      await meanwhile();
      return { answer: 'Generally, yes.', steps: [], keyPoints: [], followUps: [], confidence: 1 };
    },
  },
  embeddings: {
    model: 'm@2',
    dimensions: 2,
    batchSize: 10,
    embed: async (texts: readonly string[]) => {
      await meanwhile();
      return texts.map(() => [1, 0]);
    },
  },
  mails: { send: () => meanwhile(), close: async () => {} },
  source: createPassageSource(services.db),
  ...wordsAlone,
  encoder: {
    embed: async (texts: readonly string[]) => {
      await meanwhile();
      return texts.map(() => [1, 0]);
    },
  },
  questionEncoder: {
    embed: async (texts: readonly string[]) => {
      await meanwhile();
      return texts.map(() => [1, 0]);
    },
  },
  writer: {
    name: 'openai' as const,
    model: 'm',
    summarize: async () => {
      await meanwhile();
      return wrongQuote.answer;
    },
  },
  meterOf: () => unmetered,
  appUrl: undefined,
  publicUrl: 'https://api.example.org',
  runs: { list: async () => [], remove: async () => true },
});

/** A material with a page and a chunk that has no vector. */
async function material(status: 'ready' | 'processing'): Promise<{ id: string; runNo: number; chunkId: string }> {
  const { id, runNo } = await buildMaterial(services.db, { ownerId: userId, status, pageCount: 1 });
  await buildPage(services.db, { materialId: id, text: TEXT });
  const chunk = await buildChunk(services.db, { materialId: id, ownerId: userId, text: TEXT });
  await put(originalKey(id), Buffer.from('bytes'));
  return { id, runNo, chunkId: chunk.id };
}
const ingestion = async () => {
  run = await material('processing');
};
const question = async (draft?: StoredDraft) => {
  const { id, runNo } = await buildQuestion(services.db, {
    userId,
    status: 'processing',
    lessonsAllowed: false,
    generalAllowed: true,
    draft: draft ?? null,
  });
  run = { id, runNo };
  await put(questionImageKey({ userId, questionId: id }), Buffer.from('bytes'));
};
const drafted = async () => {
  const { id: materialId } = await material('ready');
  const { supported: _, ...draft } = wrongQuote;
  await question({
    kind: 'materials',
    spans: [{ materialId, pageNo: 1, start: 0, end: TEXT.length }],
    isRevised: false,
    ...draft,
  });
};
const anExport = async () => {
  run = await buildExport(services.db, { userId, status: 'processing', writeNo: 1 });
  await put(exportKey({ userId, id: run.id, writeNo: 1 }), Buffer.from('zip'));
};
const mail = async () => {
  run = await buildMail(services.db, { userId, status: 'processing' });
};
const move = async () => {
  const { id: materialId } = await material('ready');
  run = await buildReembedding(services.db, { userId, materialId, status: 'processing' });
};
const guide = (isDrafted: boolean) => async () => {
  const { id } = await material('ready');
  const part = { text: TEXT, citations: [{ ref: 1, quote: TEXT }] };
  const nothing = { language: null, sections: [], terms: [], questions: [], written: null };
  const spans = [{ materialId: id, pageNo: 1, start: 0, end: TEXT.length }];
  const draft = isDrafted ? { ...nothing, summary: [part], spans } : null;
  run = await buildGuide(services.db, { id, userId, status: 'processing', draft });
};
const erasure = (phase: 'grace' | 'removing') => async () => {
  await services
    .db('users')
    .where({ id: userId })
    .update({ status: phase === 'grace' ? 'erasing' : 'erased' });
  const receipt = phase === 'grace' ? null : {};
  run = await buildErasure(services.db, { userId, status: 'processing', phase, eraseAt: new Date(0), receipt });
};
const runOf = () => ({ id: run.id, runNo: run.runNo });

interface Step {
  step: string;
  flow: Flow;
  arrange: () => Promise<void>;
  act: () => Promise<unknown>;
}

/** Of `deleteMaterial` there is none: its rows go in any case, whichever run of it removes them. */
const STEPS: Step[] = [
  {
    step: 'probeMaterial',
    flow: 'ingestMaterial',
    arrange: ingestion,
    act: () => probeMaterial(deps(), runOf(), never),
  },
  {
    step: 'readPages',
    flow: 'ingestMaterial',
    arrange: ingestion,
    act: () => readPages(deps(), { ...runOf(), from: 2, to: 2, onPage: silently }, never),
  },
  { step: 'chunkMaterial', flow: 'ingestMaterial', arrange: ingestion, act: () => chunkMaterial(deps(), runOf()) },
  {
    step: 'embedChunks',
    flow: 'ingestMaterial',
    arrange: ingestion,
    act: () => embedChunks(deps(), { ...runOf(), onBatch: silently }, never),
  },
  { step: 'finishMaterial', flow: 'ingestMaterial', arrange: ingestion, act: () => finishMaterial(deps(), runOf()) },
  {
    step: 'readQuestionImage',
    flow: 'answerQuestion',
    arrange: question,
    act: () => readQuestionImage(deps(), runOf(), never),
  },
  {
    step: 'retrievePassages',
    flow: 'answerQuestion',
    arrange: question,
    act: () => retrievePassages({ ...deps(), embeddings: [deps().embeddings] }, runOf(), never),
  },
  {
    step: 'draftAnswer',
    flow: 'answerQuestion',
    arrange: question,
    act: () => draftAnswer(deps(), { ...runOf(), chunkIds: [] }, never),
  },
  { step: 'checkAnswer', flow: 'answerQuestion', arrange: drafted, act: () => checkAnswer(deps(), runOf(), never) },
  {
    step: 'writeExport',
    flow: 'exportAccount',
    arrange: anExport,
    act: () => writeExport(deps(), { ...runOf(), report: silently }, never),
  },
  {
    step: 'finishExport',
    flow: 'exportAccount',
    arrange: anExport,
    act: () => finishExport(deps(), { ...runOf(), writeNo: 1, bytes: 3 }),
  },
  { step: 'deliverMail', flow: 'sendMail', arrange: mail, act: () => deliverMail(deps(), runOf(), never) },
  {
    step: 'embedBeside',
    flow: 'reembedMaterial',
    arrange: move,
    act: () => embedBeside({ ...deps(), embeddings: [deps().embeddings] }, { ...runOf(), onBatch: silently }, never),
  },
  { step: 'swapModel', flow: 'reembedMaterial', arrange: move, act: () => swapModel(deps(), runOf()) },
  {
    step: 'draftGuide',
    flow: 'buildGuide',
    arrange: guide(false),
    act: () => draftGuide(deps(), { ...runOf(), onBatch: silently }, never),
  },
  { step: 'writeGuide', flow: 'buildGuide', arrange: guide(true), act: () => writeGuide(deps(), runOf(), never) },
  { step: 'storeGuide', flow: 'buildGuide', arrange: guide(true), act: () => storeGuide(deps(), runOf()) },
  { step: 'beginErasure', flow: 'eraseAccount', arrange: erasure('grace'), act: () => beginErasure(deps(), runOf()) },
  {
    step: 'removeRuns',
    flow: 'eraseAccount',
    arrange: erasure('removing'),
    act: () => removeRuns(deps(), { ...runOf(), report: silently }, never),
  },
  {
    step: 'removeFiles',
    flow: 'eraseAccount',
    arrange: erasure('removing'),
    act: () => removeFiles(deps(), runOf(), never),
  },
  {
    step: 'removeRows',
    flow: 'eraseAccount',
    arrange: erasure('removing'),
    act: () => removeRows(deps(), { ...runOf(), pass: 'first', report: silently }, never),
  },
  {
    step: 'finishErasure',
    flow: 'eraseAccount',
    arrange: erasure('removing'),
    act: () => finishErasure(deps(), runOf()),
  },
];

describe('a step waits for whoever holds its row, and', () => {
  test.each(STEPS)('$step writes nothing when that was the start of the next run', async ({ flow, arrange, act }) => {
    await arrange();
    const row = (db = services.db) => db(FLOWS[flow].table).where({ id: run.id });
    const before = await tableContents(services.db);
    const stepped = whileLocked(services.db, (trx) => row(trx).update({ runNo: 2 }), act);
    await expect(stepped).rejects.toMatchObject(SUPERSEDED);
    await row().update({ runNo: 1 });
    expect(await tableContents(services.db)).toEqual(before);
  });
});

/** Steps that wait for somebody else between two writes. */
const WAITING: Step[] = [
  ...STEPS.filter(({ step }) =>
    [
      'probeMaterial',
      'embedChunks',
      'readQuestionImage',
      'checkAnswer',
      'deliverMail',
      'embedBeside',
      'draftGuide',
      'writeGuide',
    ].includes(step),
  ),
  {
    step: 'draftAnswer, from general knowledge',
    flow: 'answerQuestion',
    arrange: question,
    act: () => draftAnswer(deps(), { ...runOf(), chunkIds: [] }, never),
  },
  {
    step: 'draftAnswer, from passages',
    flow: 'answerQuestion',
    arrange: question,
    act: async () => draftAnswer(deps(), { ...runOf(), chunkIds: [(await material('ready')).chunkId] }, never),
  },
  {
    step: 'readPages',
    flow: 'ingestMaterial',
    arrange: ingestion,
    act: () => readPages(deps(), { ...runOf(), from: 1, to: 3, onPage: silently }, never),
  },
  {
    step: 'writeExport',
    flow: 'exportAccount',
    arrange: anExport,
    act: () => {
      let told = 0;
      // A report cannot wait; the next table is asked for when the row is changed.
      const storing = {
        ...storage,
        put: async (...[key, stream, options]: Parameters<typeof storage.put>) => {
          if (told++ === 0) await meanwhile();
          return storage.put(key, stream, options);
        },
      };
      return writeExport({ ...deps(), storage: storing }, { ...runOf(), report: silently }, never);
    },
  },
];

describe('a step whose run is superseded while it waits for others', () => {
  test.each(WAITING)('$step writes nothing any more', async ({ flow, arrange, act }) => {
    await arrange();
    let before: object | undefined;
    meanwhile = async () => {
      await services.db(FLOWS[flow].table).where({ id: run.id }).update({ runNo: 2 });
      before = await tableContents(services.db);
    };
    await expect(act()).rejects.toMatchObject(SUPERSEDED);
    expect(before).toBeDefined();
    expect(await tableContents(services.db)).toEqual(before);
  });
});
