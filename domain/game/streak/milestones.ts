/** Lengths of a streak that are rewarded, each once in a student's life. */
export const MILESTONES = [7, 30, 100, 365] as const;

export type Milestone = (typeof MILESTONES)[number];

/** The milestones that lie between two values of `longest`: those that were reached on the way to the second. */
export const milestonesReached = (longestBefore: number, longest: number): Milestone[] =>
  MILESTONES.filter((milestone) => longestBefore < milestone && milestone <= longest);
