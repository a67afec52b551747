import type { RunInput } from '../../domain/runs/flows.js';

/** Input of `ingestMaterial`. */
export interface IngestMaterialInput extends RunInput {
  /** Where an earlier part of this run stopped, since a history must not grow without end. */
  resume?: { pageCount: number; nextPage: number };
}

/** The query that tells how far a run is. */
export const INGEST_PROGRESS = 'progress';

/** Response of the `progress` query; page by page progress is in Postgres. */
export interface IngestProgress {
  phase: 'claiming' | 'probing' | 'reading' | 'chunking' | 'embedding' | 'finishing' | 'done';
  pagesRead: number;
  pageCount: number | null;
}
