import { checkAfter } from '../runs/run-start.js';

/** The columns of a session whose timer looks at it then. Beats move `closesAt` alone: the timer wakes early once. */
export const closingColumns = (closesAt: Date) => ({ closesAt, nextCheckAt: checkAfter(closesAt) });
