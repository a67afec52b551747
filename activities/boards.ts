import type { Knex } from 'knex';
import { dropOldBoards } from '../services/boards/drop-old-boards.js';
import { makeBoards } from '../services/boards/make-boards.js';
import { openBoards } from '../services/boards/open-boards.js';
import { planBoards } from '../services/boards/plan-boards.js';
import type { Clock } from '../services/shared/clock.js';
import type { BoardsInput, BoardsProgress } from '../workflows/leaderboard-run/messages.js';
import { withHeartbeat } from './with-heartbeat.js';

export type BoardActivities = ReturnType<typeof createBoardActivities>;

/** The steps of `leaderboardTick` and `leaderboardRun`. */
export function createBoardActivities(deps: { db: Knex; clock: Clock }) {
  return {
    planBoards: (): Promise<string[]> => planBoards(deps),
    openBoards: (input: BoardsInput): Promise<void> => openBoards(deps, input),
    makeBoards: ({ day }: { day: string }): Promise<BoardsProgress> =>
      withHeartbeat((report, signal) => makeBoards(deps, { day, report }, signal)),
    dropOldBoards: (): Promise<number> => dropOldBoards(deps),
  };
}
