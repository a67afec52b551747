import { beforeEach } from '@jest/globals';
import type { Draft } from '../../../../clients/ai/provider.js';
import { originalKey } from '../../../../domain/object-keys.js';
import type { Flow, Run } from '../../../../domain/runs/flows.js';
import type { PageResult } from '../../../../domain/text/pages.js';
import { unmetered } from '../../../../domain/tutor/ai-spending.js';
import { createPassageSource } from '../../../../services/questions/passage-source.js';
import { buildChunk, buildMaterial, buildPage, buildStudent } from '../../../support/factories/index.js';
import { useTestServices } from '../../../support/test-services.js';
import { useTestStorage } from '../../../support/test-storage.js';

/** A step of a flow, over a row that is in work. */
export interface Step {
  flow: Flow;
  /** Builds what it works on. @returns its run */
  arrange: () => Promise<Run>;
  act: (run: Run) => Promise<unknown>;
  /** It waits for somebody else between two writes. */
  waits?: true;
}

/** Steps by the names of their activities: the compiler tells which is missing. */
export type Steps<Activity extends string> = Record<Activity, Step>;

/** Long enough to draft a question from. */
export const TEXT =
  'The sky is blue because air scatters short waves. At sunset it is red because the light has a longer way through the air.';

export const signal = new AbortController().signal;

export const WRONG_QUOTE: Draft = {
  supported: true,
  answer: [{ text: 'It is blue.', citations: [{ ref: 1, quote: 'stands nowhere at all' }] }],
  steps: [],
  keyPoints: [],
  followUps: [],
  confidence: 1,
};

export type StepTests = ReturnType<typeof useSteps>;

/** Gives the file that calls it what its steps stand on, and a student before each test. */
export function useSteps() {
  const services = useTestServices();
  const { storage, put } = useTestStorage();
  const tests = {
    userId: '',
    /** Called where a step waits for somebody else: a reader, an AI server, a mail server. */
    meanwhile: async () => {},
  };
  beforeEach(async () => {
    for (const table of ['users', 'erasures', 'lesson_indexes']) await services.db(table).delete();
    tests.userId = (await buildStudent(services.db)).id;
    tests.meanwhile = async () => {};
  });

  /** What the other side of a port gives, after `meanwhile`. */
  const given =
    <Input extends unknown[], Output>(give: (...input: Input) => Output) =>
    async (...input: Input): Promise<Output> => {
      await tests.meanwhile();
      return give(...input);
    };

  return {
    tests,
    given,
    services,
    storage,
    put,
    /** What most steps take. */
    deps: () => ({
      ...services,
      db: services.db,
      storage,
      source: createPassageSource(services.db),
      meterOf: () => unmetered,
      appUrl: undefined,
      publicUrl: 'https://api.example.org',
    }),
    embeddings: {
      ...{ model: 'm@2', dimensions: 2, batchSize: 10 },
      embed: given((texts: readonly string[]) => texts.map(() => [1, 0])),
    },
    /** It reads one page after the other, and waits before the last. */
    documents: {
      probe: given(() => ({ format: 'pdf' as const, pageCount: 2 })),
      readPages: async (_file: Uint8Array, pageNos: readonly number[], onPage: (page: PageResult) => Promise<void>) => {
        for (const pageNo of pageNos) {
          if (pageNo === pageNos.at(-1)) await tests.meanwhile();
          await onPage({ pageNo, method: 'text', text: TEXT, confidence: null });
        }
      },
      close: async () => {},
    },
    /** A material with a page, its bytes, and a chunk that has no vector. */
    async material(status: 'ready' | 'processing'): Promise<Run & { chunkId: string }> {
      const ownerId = tests.userId;
      const { id, runNo } = await buildMaterial(services.db, { ownerId, status, pageCount: 1 });
      await buildPage(services.db, { materialId: id, text: TEXT });
      const chunk = await buildChunk(services.db, { materialId: id, ownerId, text: TEXT });
      await put(originalKey(id), Buffer.from('bytes'));
      return { id, runNo, chunkId: chunk.id };
    },
  };
}

/** The place of the whole page of such a material. */
export const pageOf = (materialId: string) => ({ materialId, pageNo: 1, start: 0, end: TEXT.length });
