import type { Outcome } from '../../domain/social/leagues/tiers.js';
import { Row } from './base-model.js';

/** A student in the cohort of a week. */
export class LeagueMember extends Row {
  static override tableName = 'league_members';
  static override idColumn = ['userId', 'week'];

  declare userId: string;
  /** The week's Monday by UTC, YYYY-MM-DD. */
  declare week: string;
  declare tier: number;
  /** The part of the tier whose students are matched with each other. */
  declare pool: number;
  /** From 1, in the order of joining; each 30 are a cohort. */
  declare place: number;
  /** Null for who takes part. */
  declare leftAt: Date | null;
  /** Null until the week is counted; so are the next three. */
  declare outcome: Outcome | null;
  /** How many of the cohort were ranked. */
  declare students: number | null;
  /** Null also for who had left. */
  declare rank: number | null;
  declare xp: number | null;
  /** When the student was told of having gone up. */
  declare toldAt: Date | null;
}
