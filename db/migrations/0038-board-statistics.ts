import type { Knex } from 'knex';

/** Tells the planner of a board that was made a moment ago: one more among a month's is too few for an autovacuum. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE FUNCTION analyze_board_month(board_term text, board_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
      EXECUTE format('ANALYZE boards.%I', replace(board_term, '-', '_') || to_char(board_day, '_YYYY_MM'));
    END $$;
  `);
}
