import type { Run } from '../domain/runs/flows.js';
import type { PageRange } from '../domain/text/page-ranges.js';
import { type ChunkDeps, chunkMaterial } from '../services/materials/chunk-material.js';
import { type EmbedDeps, embedChunks } from '../services/materials/embed-chunks.js';
import { type FinishMaterialDeps, finishMaterial } from '../services/materials/finish-material.js';
import { type ProbeDeps, probeMaterial } from '../services/materials/probe-material.js';
import { type ReadDeps, readPages } from '../services/materials/read-pages.js';
import { withHeartbeat } from './with-heartbeat.js';

export type MaterialActivities = ReturnType<typeof createMaterialActivities>;

/** The steps of `ingestMaterial`. */
export function createMaterialActivities(deps: ProbeDeps & ReadDeps & ChunkDeps & EmbedDeps & FinishMaterialDeps) {
  return {
    probeMaterial: (run: Run) => withHeartbeat((_report, signal) => probeMaterial(deps, run, signal)),
    readPages: (run: Run & PageRange) =>
      withHeartbeat((report, signal) => readPages(deps, { ...run, onPage: report }, signal)),
    chunkMaterial: (run: Run) => chunkMaterial(deps, run),
    /** Embeds for about so many seconds, or until no chunk is without its vector. */
    embedChunks: ({ seconds, ...run }: Run & { seconds: number }) =>
      withHeartbeat((report, signal) => {
        const turn = AbortSignal.timeout(seconds * 1_000);
        return embedChunks(deps, { ...run, onBatch: report, turn }, signal);
      }),
    finishMaterial: (run: Run) => finishMaterial(deps, run),
  };
}
