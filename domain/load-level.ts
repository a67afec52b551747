/** Kinds of work in the order in which they are refused under load; what tells of health is never refused. */
export const SHED_ORDER = ['unknown', 'reads', 'writes', 'sign-in'] as const;

export type Work = (typeof SHED_ORDER)[number];

/** Below 0 nothing is refused: so much strain in a row is taken for a passing one, as at a start. */
export const CALM = -0.5;

/** The level at which all work is refused. */
const MAX_LEVEL = SHED_ORDER.length;

/**
 * By looks of a quarter of a second each, it takes a second of strain to refuse anything, and two more for each kind: so
 * long it takes until what was let in before is done, and the refusal of one kind is felt.
 */
const UP = 0.125;
const DOWN = 0.1;

/**
 * The level of load after one more look. Between half the limit and all of it the level stays, so that it does not
 * swing with every look.
 * @param strain what was measured, as a part of its limit
 */
export function nextLevel(level: number, strain: number): number {
  if (strain > 1) return Math.min(level + UP, MAX_LEVEL);
  return strain < 0.5 ? Math.max(level - DOWN, CALM) : level;
}

/**
 * Whether work is refused at a level: of the first kind a growing part from 0 to 1, of the second from 1 to 2.
 * @param chance from 0 to 1, without 1
 */
export const isShed = (level: number, work: Work, chance: number): boolean => chance < level - SHED_ORDER.indexOf(work);
