import type { Knex } from 'knex';
import { addDays } from '../../domain/game/calendar-day.js';
import { firstDayOf, PERIODS } from '../../domain/social/boards/periods.js';

/** What the database alone does of a day's boards: one statement a board, into a table with the same keys. */
export async function rankRaw(db: Knex, day: string): Promise<number> {
  await db.raw('DROP TABLE IF EXISTS bench_entries');
  await db.raw('CREATE TABLE bench_entries (LIKE leaderboard_entries INCLUDING ALL)');
  for (const period of PERIODS) {
    const span = { period, day, from: firstDayOf(period, day) ?? '-infinity', next: addDays(day, 1) };
    await db.raw(
      `INSERT INTO bench_entries (term, day, board_id, position, rank, xp, user_id)
       SELECT :period, :day, '00000000-0000-0000-0000-000000000001', row_number() OVER (ORDER BY xp DESC, at, user_id),
         rank() OVER (ORDER BY xp DESC), xp, user_id
       FROM (SELECT user_id, sum(granted) AS xp, max(created_at) FILTER (WHERE granted <> 0) AS at FROM xp_logs
         WHERE created_at >= CAST(:from AS timestamptz) AND created_at < CAST(:next AS timestamptz)
         GROUP BY user_id HAVING sum(granted) > 0) AS summed`,
      span,
    );
  }
  const lines = await db('bench_entries').count('* as lines').first();
  return Number(lines?.lines);
}
