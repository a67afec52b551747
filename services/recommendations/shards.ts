import type { Shard } from '../../db/queries/recommendation-shards.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { type DayRule, startOfDay } from '../../domain/game/study-day.js';

/** A shard is an hour. */
export const SHARD_MS = 3_600_000;

/** The shard in whose hour an instant lies. */
export const shardAt = (instant: Date): Shard => ({
  day: instant.toISOString().slice(0, 10),
  shard: instant.getUTCHours(),
});

/** The first instant of a shard's hour. */
export const startOfShard = ({ day, shard }: Shard): Date => new Date(Date.parse(day) + shard * SHARD_MS);

/** Whether a study day that is told by a rule begins in the hour of a shard. */
export function beginsIn(rule: DayRule, shard: Shard): boolean {
  const from = startOfShard(shard).getTime();
  return [-1, 0, 1].some((offset) => {
    const start = startOfDay(rule, addDays(shard.day, offset)).getTime();
    return from <= start && start < from + SHARD_MS;
  });
}
