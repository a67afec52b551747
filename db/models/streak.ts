import { RunEntity } from './run-entity.js';

/** A student's streak; its id is the student's. */
export class Streak extends RunEntity {
  static override tableName = 'streaks';

  declare status: 'running' | 'ended' | 'cancelled';
  /** Days studied in a row. */
  declare length: number;
  /** The first of them, YYYY-MM-DD; null without a streak. */
  declare startedOn: string | null;
  declare longest: number;
  declare freezes: number;
  /** Studied days towards the next freeze. */
  declare sinceFreeze: number;
  /** The last study day that was judged; today only once it is studied. */
  declare through: string | null;
  /** The last study day of which it was told that the streak is at risk. */
  declare warnedOn: string | null;
  /** When its timer looks at it next; null unless it is running. */
  declare wakeAt: Date | null;
  /** The release of the time-zone data that `wakeAt` was computed by. */
  declare zoneData: string | null;
}
