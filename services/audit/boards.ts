import { listNewestBoards, listPlaces, type Place } from '../../db/queries/audit/boards.js';
import { inBatches } from '../../lib/in-batches.js';
import type { AuditDeps, Finding, Step } from './check.js';

/** Lines of a board that one statement reads. */
const LINES = 2_000;

/** Lines of the newest boards whose rank does not follow from their XP. Who left takes a line along, and leaves a gap. */
export async function* lookAtRanks({ db }: AuditDeps): AsyncGenerator<Step> {
  for (const board of await listNewestBoards(db)) {
    let before: Place | undefined;
    const list = (after: Place | undefined, limit: number) => listPlaces(db, board, { after, limit });
    for await (const places of inBatches<Place>(LINES, list)) {
      const findings: Finding[] = [];
      for (const place of places) {
        if (!follows(place, before))
          findings.push({
            id: board.id,
            wrong: `${board.period} of ${board.day}: rank ${place.rank} at position ${place.position}`,
          });
        before = place;
      }
      yield { rows: places.length, findings };
    }
  }
}

function follows({ rank, xp, position }: Place, before: Place | undefined): boolean {
  if (rank < 1 || rank > position) return false;
  if (!before) return true;
  return xp === before.xp ? rank === before.rank : xp < before.xp && rank > before.position;
}
