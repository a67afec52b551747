import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { BoardActivities } from '../../activities/boards.js';
import { activityOptions } from '../activity-options.js';
import type { BoardsInput, BoardsProgress } from './messages.js';

/** Calls of one execution; then it continues as new, so that no history grows with the number of students. */
const MAX_CALLS = 50;

const DOING: Record<BoardsProgress['step'], string> = {
  sum: 'summing the ledger',
  day: 'ranking the board of the day',
  week: 'ranking the board of the week',
  'all-time': 'ranking the board of all time',
};

/** Makes the boards of a day. How far they are stands in their row, so that another run goes on from there. */
export async function leaderboardRun({ day, reason }: BoardsInput): Promise<BoardsProgress> {
  const { openBoards } = proxyActivities<BoardActivities>(activityOptions('core'));
  const { makeBoards } = proxyActivities<BoardActivities>(
    activityOptions('core', { startToCloseTimeout: '20 minutes', heartbeatTimeout: '15 seconds' }),
  );
  setCurrentDetails(`Making the boards of ${day}.`);
  await openBoards.executeWithOptions({ summary: `Open the boards of ${day}` }, [{ day, reason }]);
  for (let call = 0; call < MAX_CALLS; call += 1) {
    const progress = await makeBoards.executeWithOptions({ summary: 'Make the next part of the boards' }, [{ day }]);
    setCurrentDetails(progress.isDone ? `Made the boards of ${day}.` : `Boards of ${day}: ${DOING[progress.step]}.`);
    if (progress.isDone) return progress;
  }
  // Without the reason: what was opened goes on, and is not begun again.
  return continueAsNew<(input: BoardsInput) => Promise<never>>({ day, reason: null });
}
