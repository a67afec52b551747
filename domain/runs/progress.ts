/** What a run of ingestion is at, once the document is open. */
export type IngestPhase = 'reading' | 'embedding';

/** What is known of a run that goes on. */
export interface IngestState {
  phase: IngestPhase;
  phaseStartedAt: Date;
  /** Pages or chunks that this run has done in this phase, and those that are left. */
  done: number;
  left: number;
  lastDoneAt: Date | null;
  /** Pages that have no vectors yet. */
  pagesToEmbed: number;
}

/** What is not embedded beside reading comes after the last page: some 0.3 s a page with the offline encoder (`npm run bench -- ingest`). */
const EMBED_SECONDS_A_PAGE = 0.3;

/**
 * Seconds that a run will take from its last finished page or chunk on, by its own pace so far, rounded up; null where
 * there is no pace yet. It holds still between two pages, so that an unchanged answer keeps its ETag.
 */
export function secondsLeft({
  phase,
  phaseStartedAt,
  done,
  left,
  lastDoneAt,
  pagesToEmbed,
}: IngestState): number | null {
  if (done === 0 || !lastDoneAt) return null;
  const secondsSoFar = Math.max(lastDoneAt.getTime() - phaseStartedAt.getTime(), 0) / 1_000;
  const afterwards = phase === 'reading' ? pagesToEmbed * EMBED_SECONDS_A_PAGE : 0;
  return Math.ceil((secondsSoFar / done) * left + afterwards);
}
