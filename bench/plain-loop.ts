/**
 * The page functions that `ingestMaterial` calls, one after the other over the same ranges, with no Temporal:
 * a child process of bench/ingest.ts, which sends it runs and gets the time of each step back.
 */
import { createEmbeddingProvider } from '../clients/ai/index.js';
import { loadConfig } from '../config.js';
import { createKnex } from '../db/knex.js';
import { Guide } from '../db/models/guide.js';
import { createSentenceEncoder } from '../documents/encoder.js';
import { createDocumentReader } from '../documents/index.js';
import type { Run } from '../domain/runs/flows.js';
import { pageRanges } from '../domain/text/page-ranges.js';
import { unmetered } from '../domain/tutor/ai-spending.js';
import { chunkMaterial } from '../services/materials/chunk-material.js';
import { embedChunks } from '../services/materials/embed-chunks.js';
import { finishMaterial } from '../services/materials/finish-material.js';
import { probeMaterial } from '../services/materials/probe-material.js';
import { readPages } from '../services/materials/read-pages.js';
import { claimRun } from '../services/runs/claim-run.js';
import { endRun } from '../services/runs/finish-run.js';
import { systemClock } from '../services/shared/clock.js';
import { storageOf } from './materials.js';
import { NO_TEMPORAL } from './no-temporal.js';

/** What the process sends when it is ready and after each run. */
export interface PlainAnswer {
  steps: Record<string, number>;
  error?: string;
}

const config = loadConfig(process.env);
const encoder = createSentenceEncoder({ folder: config.ENCODER_FOLDER ?? '', threads: config.ENCODER_THREADS });
const deps = {
  db: createKnex(config.DATABASE_URL, config.DATABASE_POOL_MAX),
  storage: storageOf(config),
  documents: createDocumentReader({ ocrWorkers: config.OCR_WORKERS, dpi: config.OCR_DPI }),
  embeddings: createEmbeddingProvider(config, encoder),
  maxPages: config.MATERIAL_MAX_PAGES,
  pagesPerDay: config.PAGES_PER_DAY,
  maxBytes: config.UPLOAD_MAX_BYTES,
  maxChunks: config.CHUNKS_PER_STUDENT,
  meterOf: () => unmetered,
  clock: systemClock,
  starter: NO_TEMPORAL,
  log: { info() {}, warn() {}, error() {} },
};

const answer = (message: PlainAnswer) => process.send?.(message);

async function ingest(run: Run): Promise<Record<string, number>> {
  const steps: Record<string, number> = {};
  const timed = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work;
    steps[name] = (steps[name] ?? 0) + performance.now() - began;
    return result;
  };
  const ignore = () => {};
  const { signal } = new AbortController();
  await timed('claimRun', claimRun(deps, 'ingestMaterial', run));
  const { pageCount } = await timed('probeMaterial', probeMaterial(deps, run, signal));
  for (const range of pageRanges(pageCount))
    await timed('readPages', readPages(deps, { ...run, ...range, onPage: ignore }, signal));
  await timed('chunkMaterial', chunkMaterial(deps, run));
  await timed('embedChunks', embedChunks(deps, { ...run, onBatch: ignore, turn: signal }, signal));
  await timed('finishMaterial', finishMaterial(deps, run));
  // The worker would make it while another run is timed.
  await Guide.query(deps.db).deleteById(run.id);
  return steps;
}

process.on('message', (run: Run) => {
  ingest(run).then(
    (steps) => answer({ steps }),
    async (error: Error) => {
      // The row tells that it is over, as after a run that failed.
      await endRun(deps, 'ingestMaterial', run, { status: 'failed', failure: 'Unexpected' });
      answer({ steps: {}, error: error.message });
    },
  );
});
// Closed by the benchmark, or by its end.
process.once('disconnect', () => process.exit(0));
answer({ steps: {} });
