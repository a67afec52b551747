/** The day, by UTC, whose boards are to be made, and why again where they were made before. */
export interface BoardsInput {
  day: string;
  reason: string | null;
}

/** The id of the run that makes the boards of a day: there is one at a time. */
export const boardsRunId = (prefix: string, day: string): string => `${prefix}leaderboard:${day}`;

/** How far the boards of a day are made. */
export interface BoardsProgress {
  /** What is at hand, or was last: students are summed, or the board of a period gets its lines. */
  step: 'sum' | 'day' | 'week' | 'all-time';
  isDone: boolean;
}
